import type { Num } from '../../../src/contract/value.ts';

/**
 * -1, 0 or 1. JavaScript compares a double with a bigint by their mathematical values, so that integers beyond 2^53 are
 * told apart. Neither side may be NaN.
 */
export function compareNumbers(a: Num, b: Num): number {
  if (a < b) return -1;
  return a > b ? 1 : 0;
}

export function isNaNumber(value: unknown): boolean {
  return typeof value === 'number' && Number.isNaN(value);
}
