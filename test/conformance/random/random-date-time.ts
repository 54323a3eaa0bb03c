import { hasDate } from '../../../src/contract/time.ts';
import type { Random } from './random.ts';

const minuteMs = 60_000;
/** What stands for times that have no date, which nobody can ask for. */
const farAway = Date.UTC(9998, 11, 31);

/** RFC 3339 text of an instant like one that occurs, in UTC or another offset. */
export function dateTimeLike(random: Random, occurring: number): string {
  const near = random.chance(0.7) ? occurring : occurring + random.pick([-1, 1, -60 * minuteMs, 60 * minuteMs]);
  const instant = hasDate(near) ? near : farAway;
  const offset = random.pick([
    { minutes: 0, text: 'Z' },
    { minutes: 0, text: '+00:00' },
    { minutes: 120, text: '+02:00' },
    { minutes: -330, text: '-05:30' },
  ]);
  return new Date(instant + offset.minutes * minuteMs).toISOString().replace('Z', offset.text);
}
