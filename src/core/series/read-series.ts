import { canonicalJson } from '../../contract/canonical-json.ts';
import { isRungraphError, type RungraphError } from '../../contract/error.ts';
import type { Series, SeriesRequest } from '../../contract/series.ts';
import type { Scope } from '../scope.ts';
import { loadSlots } from '../slots/load-slots.ts';
import type { Source } from '../sources/source.ts';
import { thinOut } from './thin-out.ts';

/** A series with no more points than asked for. */
export interface CutSeries extends Series {
  /** Who left points out; null where none are missing. */
  readonly sampledBy: 'TRACKER' | 'GATEWAY' | null;
}

/** Series of one source, in the order asked: each slot a series, or the error that kept it away. */
export async function readSeries(
  scope: Scope,
  source: Source,
  requests: readonly SeriesRequest[],
): Promise<readonly (CutSeries | RungraphError)[]> {
  const answers = await loadSlots<SeriesRequest, Series>({ scope, source }, 'getSeries', requests, (adapter, context) =>
    adapter.getSeries(context, requests),
  );
  return answers.map((answer, index) =>
    isRungraphError(answer) ? answer : cutSeries(answer, requests[index]?.maxPoints ?? null),
  );
}

/** A tracker may send more points than asked for; the cap is the gateway's promise. */
export function cutSeries(series: Series, maxPoints: number | null): CutSeries {
  const sampledBy = series.complete ? null : 'TRACKER';
  if (maxPoints === null || series.values.length <= maxPoints) return { ...series, sampledBy };
  const totalPoints = series.complete ? series.values.length : series.totalPoints;
  return { ...thinOut(series, maxPoints), totalPoints, complete: false, sampledBy: sampledBy ?? 'GATEWAY' };
}

/** The same text for requests that ask for the same points. */
export function seriesKey({ runId, metric, context, from, to, maxPoints }: SeriesRequest): string {
  const where = context === null ? '' : canonicalJson(context);
  return `${runId}\n${metric}\n${where}\n${from}\n${to}\n${maxPoints}`;
}
