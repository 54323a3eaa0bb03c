import type { SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import type { Value } from '../../../src/contract/value.ts';
import { columnNames, type ColumnName } from './schema.ts';
import type { ProductLine } from './product-line.ts';
import { fileRows } from './to-file-rows.ts';
import type { Batch } from './write-part.ts';

/** The rows of one run, a batch a row group. */
export interface ArchiveRows {
  /** That of the sample run. */
  readonly key: string;
  readonly run: string;
  readonly batches: readonly Batch[];
  /** What goes into the files folder, by path below that of the project. */
  readonly files: ReadonlyMap<string, string>;
}

export interface RowOptions {
  readonly project: string;
  readonly line: ProductLine;
  readonly batchRows?: number;
}

/** A row less the ids, which all rows of a run share. */
type Row = Partial<Record<ColumnName, unknown>> & { readonly attribute_path: string; readonly attribute_type: string };

const exporterBatchRows = 10_000;

/**
 * Runs that are exported together, as rows. Those of 3.x get a row without a value for every attribute that another of
 * them has. Steps go in millionths; what the exporter would refuse is an error here.
 */
export function batchesOf(runs: readonly SampleRun[], options: RowOptions): readonly ArchiveRows[] {
  const params = runs.map((run) => [
    ...systemRows(run, options.line),
    ...run.params.map((param) => paramRow(param.key, param.value)),
  ]);
  const stored = runs.map((run) => fileRows(run, options));
  const all = new Map(
    [...params, ...stored.map(({ rows }) => rows)]
      .flat()
      .map((row) => [`${row.attribute_type} ${row.attribute_path}`, row]),
  );
  return runs.map((run, index) => {
    const { rows: fileRowsOf = [], files = new Map<string, string>() } = stored[index] ?? {};
    const own = [...(params[index] ?? []), ...fileRowsOf];
    const has = new Set(own.map((row) => `${row.attribute_type} ${row.attribute_path}`));
    const phantoms =
      options.line === '2.x' ? [] : [...all].filter(([key]) => !has.has(key)).map(([, row]) => phantomOf(row));
    const points = pointRows(run, options.line);
    const size = options.batchRows ?? exporterBatchRows;
    const groups = [[...own, ...phantoms]];
    for (let start = 0; start < points.length; start += size) groups.push(points.slice(start, start + size));
    return {
      key: run.key,
      run: run.key,
      batches: groups.map((rows) => toBatch(rows, options.project, run.key)),
      files,
    };
  });
}

function systemRows(run: SampleRun, line: ProductLine): readonly Row[] {
  const { git } = run;
  const labels = run.tags.map(({ key }) => key);
  const rows: (Row | null)[] = [
    line === '2.x' ? textRow('sys/id', run.key) : textRow('sys/custom_run_id', run.key),
    textRow('sys/name', run.name),
    textRow('sys/owner', run.user),
    textRow('sys/description', run.notes),
    timeRow('sys/creation_time', run.startedAt),
    timeRow('sys/ping_time', run.endedAt),
    { attribute_path: 'sys/failed', attribute_type: 'bool', bool_value: run.status === 'FAILED' },
    {
      attribute_path: line === '2.x' ? 'sys/trashed' : 'sys/archived',
      attribute_type: 'bool',
      bool_value: run.archived,
    },
    labels.length === 0 ? null : { attribute_path: 'sys/tags', attribute_type: 'string_set', string_set_value: labels },
    textRow(line === '2.x' ? 'source_code/entrypoint' : 'source_code/run_command', run.entryPoint),
    ...(line === '2.x' || git === null ? [] : gitRows(git)),
  ];
  return rows.filter((row) => row !== null);
}

function gitRows({ commit, branch, repository, dirty }: NonNullable<SampleRun['git']>): readonly (Row | null)[] {
  return [
    textRow('source_code/commit/commit_id', commit),
    textRow('source_code/branch', branch),
    textRow('source_code/remote/origin', repository),
    dirty === null ? null : { attribute_path: 'source_code/dirty', attribute_type: 'bool', bool_value: dirty },
  ];
}

function textRow(path: string, value: string | null): Row | null {
  return value === null ? null : { attribute_path: path, attribute_type: 'string', string_value: value };
}

function timeRow(path: string, time: number | null): Row | null {
  if (time === null) return null;
  return { attribute_path: path, attribute_type: 'datetime', datetime_value: BigInt(Math.round(time)) };
}

function paramRow(path: string, value: Value): Row {
  switch (typeof value) {
    case 'boolean':
      return { attribute_path: path, attribute_type: 'bool', bool_value: value };
    case 'bigint':
      return { attribute_path: path, attribute_type: 'int', int_value: value };
    case 'number':
      return Number.isSafeInteger(value) && !Object.is(value, -0)
        ? { attribute_path: path, attribute_type: 'int', int_value: BigInt(value) }
        : { attribute_path: path, attribute_type: 'float', float_value: Number.isNaN(value) ? null : value };
    case 'string':
      return { attribute_path: path, attribute_type: 'string', string_value: value };
    default:
      return { attribute_path: path, attribute_type: 'string_set', string_set_value: value };
  }
}

/** In 3.x the points of all metrics are in the order of their steps, in 2.x metric comes after metric. */
function pointRows(run: SampleRun, line: ProductLine): readonly Row[] {
  const rows = run.metrics.flatMap(({ key, points }) =>
    points.map(({ step, value, timestamp }) => ({
      attribute_path: key,
      attribute_type: 'float_series',
      step: microsOf(step),
      timestamp: BigInt(Math.round(timestamp)),
      float_value: Number.isNaN(value) ? null : value,
    })),
  );
  return line === '2.x' ? rows : rows.sort((a, b) => (a.step < b.step ? -1 : a.step > b.step ? 1 : 0));
}

const stepLimit = 10n ** 18n;

/** @throws Error for a step that the exporter's decimal cannot hold. */
function microsOf(step: number | bigint): bigint {
  const micros = typeof step === 'bigint' ? step * 1_000_000n : BigInt(Math.round(step * 1_000_000));
  if (micros >= stepLimit || micros <= -stepLimit) throw new Error(`an export holds no step such as ${step}`);
  return micros;
}

function phantomOf({ attribute_path, attribute_type }: Row): Row {
  return { attribute_path, attribute_type };
}

function toBatch(rows: readonly Row[], project: string, run: string): Batch {
  const columns: Batch['columns'] = {
    project_id: rows.map(() => project),
    run_id: rows.map(() => run),
  };
  for (const name of columnNames) {
    if (rows.some((row) => row[name] !== undefined)) columns[name] = rows.map((row) => row[name] ?? null);
  }
  return { rows: rows.length, columns };
}
