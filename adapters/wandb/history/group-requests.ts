import type { SeriesRequest } from '../../../src/contract/series.ts';
import type { HistoryAsked } from '../documents.ts';
import { parseRunId, type RunKey } from '../ids.ts';

/** What is asked of one run in one way. */
export interface RunRequests {
  readonly run: RunKey;
  readonly requests: readonly SeriesRequest[];
}

/** The server is not known to sample well beyond this. */
const mostSamples = 10_000;
/** More than any run has of system metrics; the most that the argument takes is 2^31 - 1. */
const allEvents = 1_000_000_000;

/** Requests that one alias answers; those for ids that no run can have are left out. */
export function runsOf(requests: readonly SeriesRequest[]): readonly RunRequests[] {
  const groups = new Map<string, { run: RunKey; requests: SeriesRequest[] }>();
  for (const request of requests) {
    const run = parseRunId(request.runId);
    if (run === undefined || Object.keys(request.context ?? {}).length > 0) continue;
    const place = `${wayOf(request)} ${request.runId}`;
    const group = groups.get(place) ?? { run, requests: [] };
    group.requests.push(request);
    groups.set(place, group);
  }
  return [...groups.values()];
}

type Way = 'whole' | 'sampled' | 'events';

function wayOf({ metric, maxPoints }: SeriesRequest): Way {
  if (/^system[./]/.test(metric)) return 'events';
  return maxPoints !== null && maxPoints < mostSamples ? 'sampled' : 'whole';
}

export function kindOf({ requests: [first] }: RunRequests): Way {
  return first === undefined ? 'whole' : wayOf(first);
}

/** The question for a group. Sampled metrics each have a spec: rows come only where they hold all keys of one. */
export function askedOf(group: RunRequests): HistoryAsked {
  const { run, requests } = group;
  const kind = kindOf(group);
  switch (kind) {
    case 'sampled':
      return { run, kind, variables: { s: requests.map(specOf) } };
    case 'events':
      return { run, kind, variables: { rows: allEvents } };
    default:
      return { run, kind, variables: { k: ['_step', '_timestamp', ...new Set(requests.map(({ metric }) => metric))] } };
  }
}

/** One sample more than asked for tells whether there is more. Both ends are inclusive here. */
function specOf({ metric, maxPoints, from, to }: SeriesRequest): string {
  return JSON.stringify({
    keys: ['_step', '_timestamp', metric],
    samples: (maxPoints ?? 0) + 1,
    ...(from === null ? {} : { minStep: Number(from) }),
    ...(to === null ? {} : { maxStep: Number(to) }),
  });
}
