import type { Adapter } from '../../contract/adapter.ts';
import type { CallContext } from '../../contract/context.ts';
import { isRungraphError } from '../../contract/error.ts';
import type { NumberColumn, Series, SeriesAnswers, SeriesRequest } from '../../contract/series.ts';
import type { Num } from '../../contract/value.ts';
import type { Entry } from './entry.ts';

/** A whole series that is kept, and its last step, from which on it is read again. */
interface Kept {
  readonly series: Series;
  readonly from: Num;
}

/**
 * Series that are kept already, brought up to date: where the tracker only ever adds points behind the last step, what lies
 * before it is not read again. The last step is, since more points may have come to it.
 */
export async function readSeries(
  adapter: Adapter,
  context: CallContext,
  requests: readonly SeriesRequest[],
  entries: readonly (Entry | undefined)[],
): Promise<SeriesAnswers> {
  if (adapter.seriesOnlyGrow !== true) return adapter.getSeries(context, requests);
  const kept = requests.map((request, index) => wholeSeries(request, entries[index]));
  const slots = await adapter.getSeries(
    context,
    requests.map((request, index) => ({ ...request, from: kept[index]?.from ?? request.from })),
  );
  return slots.map((slot, index) => {
    const before = kept[index];
    return before === undefined || isRungraphError(slot) ? slot : join(before, slot);
  });
}

function wholeSeries({ maxPoints }: SeriesRequest, entry: Entry | undefined): Kept | undefined {
  if (maxPoints !== null || entry === undefined) return undefined;
  // Keys hold the contract's version and the method, so that values have its shapes.
  const series = entry.value as Series;
  const last = series.steps[series.steps.length - 1];
  return last === undefined || !series.complete ? undefined : { series, from: last };
}

function join({ series, from }: Kept, tail: Series): Series {
  let cut = series.steps.length;
  while (cut > 0 && series.steps[cut - 1] === from) cut -= 1;
  const epochs = joinEpochs(series, tail, cut);
  return {
    steps: joinSteps(series.steps, tail.steps, cut),
    values: joinColumns(series.values, tail.values, cut),
    timestamps: joinColumns(series.timestamps, tail.timestamps, cut),
    ...(epochs && { epochs }),
    totalPoints: tail.totalPoints === null ? null : cut + tail.totalPoints,
    complete: tail.complete,
  };
}

function joinColumns(before: Float64Array, tail: Float64Array, cut: number): Float64Array {
  const joined = new Float64Array(cut + tail.length);
  joined.set(before.subarray(0, cut));
  joined.set(tail, cut);
  return joined;
}

function joinSteps(before: NumberColumn, tail: NumberColumn, cut: number): NumberColumn {
  if (before instanceof Float64Array && tail instanceof Float64Array) return joinColumns(before, tail, cut);
  return [...before.slice(0, cut), ...tail];
}

function joinEpochs(before: Series, tail: Series, cut: number): Float64Array | undefined {
  if (before.epochs === undefined && tail.epochs === undefined) return undefined;
  const none = (series: Series): Float64Array => new Float64Array(series.values.length).fill(Number.NaN);
  return joinColumns(before.epochs ?? none(before), tail.epochs ?? none(tail), cut);
}
