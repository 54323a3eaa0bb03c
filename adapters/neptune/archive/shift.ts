import { timeAt } from '../to-model.ts';
import type { ArchivedRun } from './catalog.ts';

const quarterMs = 15 * 60_000;
/** Clocks of the machine that logged and of the server may differ, and the last point may come after the last ping. */
const slackMs = 5 * 60_000;

/**
 * By how much the series of a 2.x run are off from the run's own times, which are right: a whole number of quarters of
 * an hour, in milliseconds, negative where they are too early. Null where they fit, or where nobody can tell.
 *
 * A run creates its first point soon after itself and its last one shortly before its last ping. Where points lie
 * before the one or behind the other, they were moved.
 */
export function shiftOf(run: ArchivedRun): number | null {
  if (run.line === '3.x') return null;
  const created = timeAt(run, 'sys/creation_time');
  const ended = timeAt(run, 'sys/ping_time') ?? timeAt(run, 'sys/modification_time');
  const { from, to } = spanOf(run);
  if (created === null || !Number.isFinite(from) || !Number.isFinite(to)) return null;
  const early = from < created - slackMs;
  const late = ended !== null && to > ended + slackMs;
  if (!early && !late) return null;
  const quarters = early
    ? Math.floor((from - created + slackMs) / quarterMs)
    : Math.ceil((to - (ended ?? to) - slackMs) / quarterMs);
  // No zone is further than that from UTC: then something else is wrong with the times.
  return Math.abs(quarters) > 14 * 4 ? null : quarters * quarterMs || null;
}

/** Times of images are not exported and files have none, so that only series of numbers and texts count. */
function spanOf({ series }: ArchivedRun): { readonly from: number; readonly to: number } {
  const told = series.filter(({ from, to }) => Number.isFinite(from) && Number.isFinite(to));
  return {
    from: told.reduce((least, { from }) => Math.min(least, from), Infinity),
    to: told.reduce((greatest, { to }) => Math.max(greatest, to), -Infinity),
  };
}
