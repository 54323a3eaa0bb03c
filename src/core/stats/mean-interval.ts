import type { Bounds } from './bootstrap.ts';
import type { Summary } from './summary.ts';
import { reachOf } from './t-test.ts';

/** mean ± t · sem; null of fewer than two values. */
export function meanInterval({ count, mean, sem }: Summary, level: number): Bounds | null {
  if (mean === null || sem === null) return null;
  const reach = sem === 0 ? 0 : reachOf(level, count - 1) * sem;
  return { low: mean - reach, high: mean + reach };
}
