import type { SamplePoint } from '../../../src/emulator-kit/sample/sample-data.ts';
import { compareNumbers } from './compare-numbers.ts';
import type { OracleMetric } from './oracle-run.ts';

/** A metric's points in the promised order, and what is told of them. */
export type PointSummary = Omit<OracleMetric, 'key' | 'context'>;

/**
 * Orders points by step, then timestamp, then as logged. So the last of them is LAST (greatest step, then latest
 * timestamp), and the first of them FIRST. MIN and MAX skip NaN.
 */
export function summarisePoints(logged: readonly SamplePoint[]): PointSummary {
  const points = [...logged].sort((a, b) => compareNumbers(a.step, b.step) || compareNumbers(a.timestamp, b.timestamp));
  const last = points.at(-1);
  const comparable = points.map((point) => point.value).filter((value) => !Number.isNaN(value));
  return {
    last: last?.value ?? null,
    lastStep: last?.step ?? null,
    first: points[0]?.value ?? null,
    min: comparable.length === 0 ? null : comparable.reduce((least, value) => Math.min(least, value)),
    max: comparable.length === 0 ? null : comparable.reduce((greatest, value) => Math.max(greatest, value)),
    count: points.length,
    points,
  };
}
