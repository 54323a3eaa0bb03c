import type { NewPoints } from '../../contract/writer.ts';
import type { Num } from '../../contract/value.ts';
import { requireGroup } from '../sources/groups.ts';
import type { FittedSeries } from './fit/fit-run.ts';
import { seriesImage, seriesName, type SeriesImage } from './image/run-image.ts';
import { readFitted } from './read-series.ts';
import { slicePoints, type SeriesWriting } from './write-series.ts';

/**
 * Moves all series of a run as rows, one a step. Every series is read before the first row is sent, since each may have
 * a point in it. What rows say depends on the source alone: after a failure, and by another process, the same rows are sent
 * with the same numbers, and those that are there are passed over. Answers what must be there then.
 */
export async function writeRows(
  writing: SeriesWriting,
  series: readonly FittedSeries[],
): Promise<Readonly<Record<string, SeriesImage>>> {
  const { to, table, runId, onPoints } = writing;
  const images: [string, SeriesImage][] = [];
  const all: NewPoints[] = [];
  for await (const [{ metric, context }, points] of readFitted(writing, series)) {
    if (points.values.length === 0) continue;
    images.push([seriesName(metric, context), seriesImage(points)]);
    all.push({ metric, context, start: 0, ...points });
  }
  for (const { firstRow, series: some, points } of cutRows(all, table.batch.points)) {
    await to.ask('writePoints', (adapter, context) =>
      requireGroup(adapter, 'writer').writePoints(context, runId, some, firstRow),
    );
    onPoints(points);
  }
  return Object.fromEntries(images);
}

export interface RowBatch {
  readonly firstRow: number;
  readonly series: readonly NewPoints[];
  readonly points: number;
}

/** Whole rows, upwards, in batches of so many points at the most; a row alone may have more. */
export function* cutRows(all: readonly NewPoints[], most: number): Generator<RowBatch> {
  const sizes = new Map<Num, number>();
  for (const { steps } of all) for (const step of steps) sizes.set(step, (sizes.get(step) ?? 0) + 1);
  const rows = [...sizes.keys()].sort((a, b) => (a < b ? -1 : 1));
  const places = all.map(() => 0);
  for (let firstRow = 0; firstRow < rows.length;) {
    let [next, points] = [firstRow, 0];
    while (next < rows.length && (next === firstRow || points + (sizes.get(rows[next] ?? 0) ?? 0) <= most)) {
      points += sizes.get(rows[next] ?? 0) ?? 0;
      next += 1;
    }
    const last = rows[next - 1] ?? 0;
    const series = all.flatMap((one, index) => {
      const start = places[index] ?? 0;
      let end = start;
      while (end < one.steps.length && (one.steps[end] ?? 0) <= last) end += 1;
      places[index] = end;
      return end === start ? [] : [{ ...one, start, ...slicePoints(one, start, end) }];
    });
    yield { firstRow, series, points };
    firstRow = next;
  }
}
