import type { SeriesRequest } from '../../../src/contract/series.ts';
import type { HistoryAsked } from '../documents.ts';
import { parseRunId, type RunKey } from '../ids.ts';

/** What is asked of one run in one way. */
export interface RunRequests {
  readonly run: RunKey;
  readonly requests: readonly SeriesRequest[];
}

/** The server is not known to sample well beyond this. */
export const mostSamples = 10_000;
/** More than any run has of system metrics; the most that the argument takes is 2^31 - 1. */
const allEvents = 1_000_000_000;

/** Requests that one alias answers; those for ids that no run can have are left out. */
export function runsOf(requests: readonly SeriesRequest[]): readonly RunRequests[] {
  const groups = new Map<string, { run: RunKey; requests: SeriesRequest[] }>();
  for (const request of requests) {
    const run = parseRunId(request.runId);
    if (run === undefined || Object.keys(request.context ?? {}).length > 0) continue;
    const group = groups.get(request.runId) ?? { run, requests: [] };
    group.requests.push(request);
    groups.set(request.runId, group);
  }
  return [...groups.values()];
}

/** How a series is read: from the rows of a run, thinned out by the server, or as a metric of the machine. */
export function wayOf({ metric, maxPoints }: SeriesRequest): 'whole' | 'sampled' | 'events' {
  if (/^system[./]/.test(metric)) return 'events';
  return maxPoints !== null && maxPoints < mostSamples ? 'sampled' : 'whole';
}

export function askWhole({ run, requests }: RunRequests): HistoryAsked {
  const metrics = new Set(requests.map(({ metric }) => metric));
  return { run, kind: 'whole', variables: { k: ['_step', '_timestamp', ...metrics] } };
}

export function askEvents({ run }: RunRequests): HistoryAsked {
  return { run, kind: 'events', variables: { rows: allEvents } };
}
