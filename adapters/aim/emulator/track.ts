import type { SampleMetric } from '../../../src/emulator-kit/sample/sample-data.ts';
import type { Num } from '../../../src/contract/value.ts';
import type { MetricSummary, StoredMetric, StoredPoint } from './world.ts';

/**
 * A metric as the SDK's tracker stores it, call by call: a step has one point, the latest one. LAST and its step follow
 * only steps beyond all before, FIRST is of the first call, and MIN and MAX keep what was overwritten since.
 */
export function track({ key, context, points }: SampleMetric): StoredMetric {
  const byStep = new Map<string, StoredPoint>();
  const summary: MetricSummary = {};
  let next: Num = 0;
  for (const { step, value, timestamp, epoch } of points) {
    if (next === 0) Object.assign(summary, { first: value, firstStep: step });
    if (step >= next) {
      Object.assign(summary, { last: value, lastStep: step });
      next = typeof step === 'bigint' ? step + 1n : step + 1;
    }
    if (value > (summary.max ?? -Infinity)) summary.max = value;
    if (value < (summary.min ?? Infinity)) summary.min = value;
    byStep.set(String(step), { step, value, time: timestamp / 1000, epoch: epoch ?? null });
  }
  const ordered = [...byStep.values()].sort((a, b) => (a.step < b.step ? -1 : 1));
  return { name: key, context, points: ordered, summary };
}
