import { RungraphError, atSource } from '../../contract/error.ts';
import { canonicalJson } from '../../contract/canonical-json.ts';
import { curvesOf, type ToldCurve } from '../../core/curves/curves-of.ts';
import { readCurves } from '../../core/curves/read-curves.ts';
import type { Row } from '../../core/rows/row.ts';
import { encodeRef } from '../../graphql/ids.ts';
import { batchReader } from '../ask/batch-reader.ts';
import type { Reading } from '../ask/read-rows.ts';
import { plainColumn, type ColumnData, type ExportColumn, type ExportTable } from '../column.ts';
import { once } from '../once.ts';
import type { SeriesAsked } from './series-asked.ts';

/**
 * Curves side by side: `x`, and a column for each metric of each run, named `<run> <metric>`; `… raw` beside it where the
 * values before smoothing are asked for. All of them are in memory, within the limits of comparisons.
 */
export async function wideSeries(rows: readonly Row[], asked: SeriesAsked, reading: Reading): Promise<ExportTable> {
  const { context, account, settings } = reading;
  const { limits } = context.comparing;
  const read = await readCurves(rows, asked.selectors, asked.axis, batchReader(context), limits, asked.options);
  if (read.length > settings.mostColumns) {
    const message = `exports.columns: there are ${read.length} curves, a column each, and ${settings.mostColumns} are allowed; ask without align, or for fewer.`;
    throw new RungraphError('INVALID_QUERY', message);
  }
  const { x, curves } = await curvesOf(read, (sources) => context.work('drawCurves', sources, asked.options, limits));
  account.lack(curves.flatMap(({ error, row }) => (error === null ? [] : [atSource(error, row.source)])));
  account.lack(curves.filter(({ sampledBy }) => sampledBy === 'TRACKER').map(sampled));
  const shared = x ?? new Float64Array();
  const columns: ExportColumn[] = [plainColumn('x', 'NUMBER')];
  const data: ColumnData[] = [{ kind: 'doubles', values: shared, gaps: false }];
  for (const curve of curves) {
    const { row, metric, drawn } = curve;
    const own = metric.context === null ? '{}' : canonicalJson(metric.context);
    const name = `${encodeRef(row.source, row.run.nativeId)} ${metric.key}${own === '{}' ? '' : ` ${own}`}`;
    const told = (title: string, values: Float64Array | null): void => {
      columns.push(plainColumn(title, 'NUMBER'));
      data.push(withGaps(values, drawn?.present ?? null, shared.length));
    };
    told(name, drawn?.y ?? null);
    if (drawn?.raw) told(`${name} raw`, drawn.raw);
  }
  const batch = { length: shared.length, columns: data };
  return { columns, batches: once(batch) };
}

function sampled({ row, metric }: ToldCurve): RungraphError {
  const message = `The tracker gave a sample of ${metric.key} of the run ${row.run.nativeId}.`;
  return new RungraphError('UNSUPPORTED', message, { source: row.source });
}

/** A value may be NaN; where there is none, the column has a gap. */
function withGaps(values: Float64Array | null, present: Uint8Array | null, length: number): ColumnData {
  if (values === null) return { kind: 'cells', cells: new Array<undefined>(length).fill(undefined) };
  if (present === null) return { kind: 'doubles', values, gaps: false };
  return { kind: 'cells', cells: Array.from(values, (value, at) => (present[at] === 1 ? value : undefined)) };
}
