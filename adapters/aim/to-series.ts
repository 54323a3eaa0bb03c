import { RungraphError, isRungraphError } from '../../src/contract/error.ts';
import type { Points } from '../../src/contract/series.ts';
import type { MetricContext } from '../../src/contract/value.ts';
import { openPoints } from '../../src/kit/points.ts';
import { readColumn } from './encoding/read-column.ts';
import { malformed } from './encoding/malformed.ts';
import type { Tree } from './encoding/tree.ts';
import type { Root } from './encoding/tree-builder.ts';
import { seriesKey } from './series-key.ts';
import { toContext } from './to-model.ts';
import { seriesEntry, type WireSeries } from './wire.ts';

/** Every point of a metric, or why it cannot be told. */
export type WholeSeries = Points | RungraphError;

/** The series of one entry of search/metric that were asked for, by key. */
export function readSeries(
  { key: hash, value }: Root,
  wants: (metric: string, context: MetricContext) => boolean,
): ReadonlyMap<string, WholeSeries> {
  const parsed = seriesEntry.safeParse(value);
  if (!parsed.success) {
    const detail = parsed.error.issues[0]?.message ?? '';
    throw new RungraphError('PROTOCOL', `The server's series of the run ${hash.slice(0, 80)} are not whole.`, {
      detail,
    });
  }
  const found = new Map<string, WholeSeries>();
  for (const series of parsed.data.traces) {
    const context = toContext(series.context);
    if (wants(series.name, context)) found.set(seriesKey(series.name, context), pointsOf(series));
  }
  return found;
}

function pointsOf(series: WireSeries): WholeSeries {
  try {
    const steps = readColumn(series.iters, 'steps');
    const values = readColumn(series.values, 'values');
    const times = readColumn(series.timestamps, 'times');
    const epochs = epochsOf(series.epochs);
    if ([steps, times, epochs ?? values].some(({ length }) => length !== values.length)) {
      throw malformed('the columns of a series differ in length');
    }
    const timestamps = times.map((seconds) => Math.round(seconds * 1000));
    const points = { steps, values, timestamps, ...(epochs && { epochs }) };
    return isSorted(steps) ? points : sorted(points);
  } catch (error) {
    if (isRungraphError(error)) return error;
    throw error;
  }
}

/** Undefined where no point was tracked with one: the server sends NaN then. */
function epochsOf(column: Tree | undefined): Float64Array | undefined {
  if (column === undefined || column === null) return undefined;
  const epochs = readColumn(column, 'epochs');
  return epochs.every(Number.isNaN) ? undefined : epochs;
}

/** A step has one point: what was tracked later took the place of what was there. */
function isSorted(steps: Float64Array): boolean {
  for (let at = 1; at < steps.length; at += 1) if (!((steps[at - 1] ?? 0) < (steps[at] ?? 0))) return false;
  return true;
}

/** Steps that are one as doubles, and data of old versions. */
function sorted({ steps, values, timestamps, epochs }: Points): Points {
  const points = openPoints();
  values.forEach((value, at) => points.add(steps[at] ?? 0, value, timestamps[at] ?? Number.NaN, epochs?.[at]));
  return points.build();
}
