import { hasDate } from '../../src/contract/time.ts';
import type { SampleRun } from '../../src/emulator-kit/sample/sample-data.ts';

const day = Date.UTC(2026, 0, 8);

/** A run as a tracker keeps it that keeps times as dates, or counts them itself: no other number can be put there. */
export function withDates(run: SampleRun): SampleRun {
  if (hasDate(run.startedAt) && (run.endedAt === null || hasDate(run.endedAt))) return run;
  return { ...run, startedAt: day, endedAt: run.endedAt === null ? null : day + 60_000 };
}
