import type { RunPage } from '../../src/contract/adapter.ts';
import type { Run } from '../../src/contract/run.ts';
import { positionBehind, writePosition, type ListPosition } from './page-position.ts';
import type { RunsOfProject, WireRun } from './wire.ts';

/** How a page of one project's list is read. */
export interface ListReading {
  /** For people. */
  readonly project: string;
  readonly from: ListPosition;
  readonly descending: boolean;
  readonly toRun: (wire: WireRun) => Run;
}

/**
 * A page of one project's list. The server pages by places in a list that may change: runs are told apart by their ids,
 * and what the list gave in the end is compared with its total.
 */
export function readList(answer: RunsOfProject, { project, from, descending, toRun }: ListReading): RunPage {
  if (answer === null || answer === undefined) {
    return { runs: [], next: null, partial: `The project ${project} is not there, or the key may not see it.` };
  }
  const edges = answer.runs?.edges ?? [];
  const { hasNextPage = false, endCursor = null } = answer.runs?.pageInfo ?? {};
  const counted = answer.runCount ?? null;
  const total = counted === null ? null : Number(counted);
  const runs: Run[] = [];
  const positions: string[] = [];
  let place: ListPosition = { ...from, total: total ?? from.total };
  for (const { node, cursor } of edges) {
    if (node === null || node === undefined) continue;
    const run = toRun(node);
    if (wasGiven(run, from, descending)) continue;
    place = positionBehind(place, run, cursor ?? null);
    runs.push(run);
    positions.push(writePosition(place));
  }
  const goesOn = hasNextPage && edges.length > 0;
  const partial = complaintOf(project, { goesOn, total, before: from.total, seen: place.seen });
  return {
    runs,
    positions,
    // Behind runs that were all given out already, the list goes on where the server says.
    next: goesOn ? writePosition({ ...place, cursor: endCursor ?? place.cursor }) : null,
    ...(total === null ? {} : { total }),
    ...(partial === undefined ? {} : { partial }),
  };
}

/** Whether an earlier page gave it out: it moved because something was put before it. */
function wasGiven(run: Run, { time, ids }: ListPosition, descending: boolean): boolean {
  if (time === null) return false;
  const own = run.startedAt ?? 0;
  if (own === time) return ids.includes(run.nativeId);
  return descending ? own > time : own < time;
}

/** What readers should know of a list that changed while it was read. */
function complaintOf(
  project: string,
  { goesOn, total, before, seen }: { goesOn: boolean; total: number | null; before: number | null; seen: number },
): string | undefined {
  if (total !== null && before !== null && total < before) {
    // Pages are places in a list: what is behind a run that went moves up, and past the page that is next.
    return `Of ${project}, runs were deleted (${before - total}) while its list was read: others may be missing from it.`;
  }
  if (goesOn || total === null || total === seen) return undefined;
  return `The list of ${project} changed while it was read: it gave ${seen} runs, and has ${total}.`;
}
