import type { SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import { specialRun } from './special-run.ts';

const started = 1_764_000_000_000;

/** Runs whose times were kept in nanoseconds and in microseconds, where milliseconds belong: no date is so far away. */
export const runsOfOddTimes: readonly SampleRun[] = [
  specialRun('time-in-ns', { startedAt: started * 1e6, endedAt: started + 60_000 }),
  specialRun('time-in-us', { startedAt: started * 1e3, endedAt: started * 1e3 + 60_000 }),
];
