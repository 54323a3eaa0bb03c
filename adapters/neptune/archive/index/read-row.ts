import type { Column } from '../parts/open-part.ts';
import {
  fileTypes,
  scalarTypes,
  seriesTypes,
  type ColumnName,
  type FileType,
  type ScalarType,
  type SeriesType,
} from '../parts/schema.ts';
import { microOfText } from '../step.ts';
import type { CellReaders } from '../parts/cells.ts';
import type { RunCollector } from './collect-run.ts';
import type { ParamValue } from './part-index.ts';

type Columns = Partial<Record<ColumnName, Column>>;

const valueColumns: Readonly<Record<ScalarType, ColumnName>> = {
  int: 'int_value',
  float: 'float_value',
  string: 'string_value',
  bool: 'bool_value',
  datetime: 'datetime_value',
  string_set: 'string_set_value',
};

type Kind =
  | { readonly is: 'scalar'; readonly type: ScalarType }
  | { readonly is: 'series'; readonly type: SeriesType }
  | { readonly is: 'file'; readonly type: FileType };

const kinds: ReadonlyMap<unknown, Kind> = new Map<unknown, Kind>([
  ...scalarTypes.map((type) => [type, { is: 'scalar', type }] as const),
  ...seriesTypes.map((type) => [type, { is: 'series', type }] as const),
  ...fileTypes.map((type) => [type, { is: 'file', type }] as const),
]);

/** The columns that rows of these types have a value in, as far as the index keeps it. */
export function columnsFor(types: Column): readonly ColumnName[] {
  const found = new Set<unknown>();
  let last: unknown;
  for (let row = 0; row < types.length; row += 1) {
    if (types[row] !== last) found.add((last = types[row]));
  }
  return [...new Set([...found].flatMap((type) => columnsOf(kinds.get(type))))];
}

function columnsOf(kind: Kind | undefined): readonly ColumnName[] {
  switch (kind?.is) {
    case 'scalar':
      return [valueColumns[kind.type]];
    case 'series':
      return kind.type === 'float_series' ? ['step', 'step_exact', 'timestamp', 'float_value'] : ['step', 'timestamp'];
    case 'file':
      return ['step', 'file_value'];
    default:
      return [];
  }
}

/**
 * Takes one row into its run. `odd`: it lacks what rows of its type have. `unknown`: no exporter writes this type.
 * Rows without any value are phantoms: runs are exported in batches, and each gets a row for every attribute of any run
 * of its batch. Points of series are never phantoms: a value that is null there was NaN.
 */
export function readRow(
  run: RunCollector,
  group: number,
  row: number,
  type: unknown,
  columns: Columns,
  cells: CellReaders,
): 'taken' | 'odd' | 'unknown' {
  const kind = kinds.get(type);
  if (kind === undefined) return 'unknown';
  const path = columns.attribute_path?.[row];
  if (typeof path !== 'string') return 'odd';
  if (kind.is === 'series') {
    const step = cells.step(columns.step?.[row]) ?? microOfText(columns.step_exact?.[row]);
    if (step === undefined) return 'odd';
    const value = kind.type === 'float_series' ? columns.float_value?.[row] : null;
    const time = cells.timestamp(columns.timestamp?.[row]);
    run.series(path, kind.type).add(group, step, time, typeof value === 'number' ? value : Number.NaN);
    return 'taken';
  }
  if (kind.is === 'file') {
    const file = pathIn(columns.file_value?.[row]);
    if (file === undefined) run.addPhantom();
    else run.addFile(path, kind.type, file, cells.step(columns.step?.[row]) ?? null);
    return 'taken';
  }
  const stored = columns[valueColumns[kind.type]]?.[row] ?? null;
  if (stored === null) {
    if (kind.type === 'float') run.addBlank(path);
    else run.addPhantom();
    return 'taken';
  }
  const value = toParam(kind.type, stored, cells);
  if (value === undefined) return 'odd';
  run.addParam(path, kind.type, value);
  return 'taken';
}

function toParam(type: ScalarType, stored: unknown, cells: CellReaders): ParamValue | undefined {
  switch (type) {
    case 'int':
      return cells.int_value(stored);
    case 'float':
      return typeof stored === 'number' ? stored : undefined;
    case 'string':
      return typeof stored === 'string' ? stored : undefined;
    case 'bool':
      return typeof stored === 'boolean' ? stored : undefined;
    case 'datetime': {
      const time = cells.datetime_value(stored);
      return Number.isFinite(time) ? time : undefined;
    }
    case 'string_set':
      return Array.isArray(stored) ? stored.filter((item) => typeof item === 'string') : undefined;
  }
}

function pathIn(stored: unknown): string | undefined {
  if (typeof stored !== 'object' || stored === null || !('path' in stored)) return undefined;
  return typeof stored.path === 'string' ? stored.path : undefined;
}
