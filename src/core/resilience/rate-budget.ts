import type { RateBudget } from '../../contract/http.ts';

/** So many requests a second on average, and so many at once after a pause. */
export interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/**
 * A budget of this process: the generic cell rate algorithm (ITU-T I.371), which keeps one time instead of a count. Without
 * a rate it only waits where the tracker asked for that.
 */
export function openRateBudget(rate: Rate | undefined, now: () => number = Date.now): RateBudget {
  const intervalMs = rate === undefined ? 0 : 1000 / rate.perSecond;
  const slackMs = rate === undefined ? 0 : intervalMs * (rate.burst - 1);
  /** When the budget would be full again, if nothing more were taken. */
  let fullAt = 0;
  let heldUntil = 0;
  return {
    take(mostMs) {
      const at = now();
      const full = Math.max(fullAt, at);
      const waitMs = Math.max(0, full - slackMs - at, heldUntil - at);
      if (waitMs <= mostMs) fullAt = full + intervalMs;
      return Promise.resolve(waitMs);
    },
    hold(ms) {
      heldUntil = Math.max(heldUntil, now() + ms);
    },
  };
}
