import type { SourceMeter } from '../call/meter.ts';

type Counts = Pick<SourceMeter, 'upstreamCalls' | 'alsoCounted'>;

/** Adds up what one answer cost, over all of its parts. */
export interface Spent {
  add(meter: Counts): void;
  /** What was counted so far is not told: it was spent on finding out what the caller may see. */
  forget(): void;
  /** Requests to trackers so far. Work that goes on in the background counts while its question lasts. */
  total(): number;
}

export function openSpent(): Spent {
  let meters: Counts[] = [];
  return {
    add: (meter) => void meters.push(meter),
    forget() {
      meters = [];
    },
    total: () => meters.reduce((sum, { upstreamCalls, alsoCounted }) => sum + upstreamCalls - alsoCounted, 0),
  };
}
