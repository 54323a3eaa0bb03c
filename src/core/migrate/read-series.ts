import type { Points } from '../../contract/series.ts';
import type { Metric, Run } from '../../contract/run.ts';
import type { MetricContext } from '../../contract/value.ts';
import type { WriteTable } from '../../contract/write-table.ts';
import { fitPoints, type RowTimes } from './fit/fit-points.ts';
import type { FittedSeries } from './fit/fit-run.ts';
import type { Tally } from './fit/losses.ts';
import { seriesImage, seriesName, type RunImage, type SeriesImage } from './image/run-image.ts';
import { readWholes, type Side } from './side.ts';

/** So many series of a run are read by one call, with so many points in all where it is known how many there are. */
const mostSeries = 50;
const mostPoints = 20_000;
const usualPoints = 1_000;

/** A series as its tracker calls it. */
export interface NamedSeries {
  readonly metric: string;
  readonly context: MetricContext | null;
  /** How many points it has, where its tracker tells. */
  readonly count: number | bigint | null | undefined;
}

/** A series to read. `expected` says how many points it should have where its tracker does not tell. */
export function namedOf({ nativeKey: metric, context, count }: Metric, expected: RunImage['series'] = {}): NamedSeries {
  return { metric, context, count: count ?? expected[seriesName(metric, context)]?.points };
}

/** Every point of the series of a run, in their order: some by one call, since files and servers hold them together. */
export async function* readRunSeries<Series extends NamedSeries>(
  side: Side,
  { nativeId: runId, projectId }: Pick<Run, 'nativeId' | 'projectId'>,
  all: readonly Series[],
): AsyncGenerator<readonly [Series, Points]> {
  for (const some of inParts(all)) {
    const wanted = some.map(({ metric, context }) => ({ runId, projectId, metric, context }));
    const count = some.reduce((sum, one) => sum + countOf(one), 0);
    const read = await readWholes(side, wanted, count);
    for (const [index, one] of some.entries()) {
      const points = read[index];
      if (points !== undefined) yield [one, points];
    }
  }
}

function countOf({ count }: NamedSeries): number {
  return Number(count ?? usualPoints);
}

function* inParts<Series extends NamedSeries>(all: readonly Series[]): Generator<readonly Series[]> {
  let [some, points]: [Series[], number] = [[], 0];
  for (const one of all) {
    const own = countOf(one);
    if (some.length === mostSeries || (some.length > 0 && points + own > mostPoints)) {
      yield some;
      [some, points] = [[], 0];
    }
    some.push(one);
    points += own;
  }
  if (some.length > 0) yield some;
}

/** Images of the series that have points, by their names. `prepare` makes of points what is compared. */
export async function imagesOf(
  series: AsyncIterable<readonly [Pick<NamedSeries, 'metric' | 'context'>, Points]>,
  prepare: (points: Points) => Points = (points) => points,
): Promise<RunImage['series']> {
  const images: [string, SeriesImage][] = [];
  for await (const [{ metric, context }, whole] of series) {
    const points = prepare(whole);
    if (points.values.length > 0) images.push([seriesName(metric, context), seriesImage(points)]);
  }
  return Object.fromEntries(images);
}

export interface Fitting {
  readonly from: Side;
  readonly table: WriteTable;
  readonly run: Run;
  readonly tally: Tally;
}

/** The series of a run as the target takes them. */
export async function* readFitted(
  { from, table, run, tally }: Fitting,
  series: readonly FittedSeries[],
): AsyncGenerator<readonly [FittedSeries, Points]> {
  const rowTimes: RowTimes = new Map();
  const all = series.map((fitted) => ({ ...namedOf(fitted.source), fitted }));
  for await (const [{ fitted: one }, whole] of readRunSeries(from, run, all)) {
    const { points, losses } = fitPoints(whole, table, run.startedAt ?? 0, rowTimes);
    for (const [code, count] of losses) tally.note({ code, item: `metric ${one.metric}`, becomes: '' }, count);
    yield [one, points];
  }
}
