import { readFileSync } from 'node:fs';

/** A number of a golden file: JSON has no word for what is not finite. */
export type GoldenNumber = number | 'NaN' | 'Infinity' | '-Infinity';

export interface Golden<T> {
  readonly madeBy: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly cases: readonly T[];
}

/** What an independent implementation computed, as the text of a `Golden`: see test/golden. */
export function goldenText(name: string): string {
  return readFileSync(new URL(`../golden/data/${name}.json`, import.meta.url), 'utf8');
}

export function toNumber(spelled: GoldenNumber): number {
  return Number(spelled);
}

export function toColumn(spelled: readonly GoldenNumber[]): Float64Array {
  return Float64Array.from(spelled, toNumber);
}

/** How far apart two numbers are, in shares of the one that is right; 0 for what is the same. */
export function relativeError(found: number | null, right: GoldenNumber | null): number {
  if (found === null || right === null) return found === right ? 0 : Infinity;
  const wanted = toNumber(right);
  if (Object.is(found, wanted) || found === wanted) return 0;
  return Math.abs(found - wanted) / Math.abs(wanted);
}
