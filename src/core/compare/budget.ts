import { RungraphError } from '../../contract/error.ts';

/** The most work that one comparison may be, in the units of each kind. */
export interface CompareLimits {
  /** Values of an alignment: x of all curves together times curves. */
  readonly cells: number;
  /** Products that a smoothing takes. */
  readonly products: number;
  /** Resamples times values. */
  readonly draws: number;
  /** Series that one answer is made of. */
  readonly series: number;
  /** Points of those series together. */
  readonly points: number;
}

export const usualLimits: CompareLimits = {
  cells: 50_000_000,
  products: 1_000_000_000,
  draws: 1_000_000_000,
  series: 100_000,
  points: 100_000_000,
};

const words: Readonly<Record<keyof CompareLimits, readonly [what: string, advice: string]>> = {
  cells: ['values side by side', 'ask for fewer runs, align by INTERSECT, or leave align out'],
  products: ['products of a smoothing', 'take a smaller sigma, or EMA'],
  draws: ['draws of a bootstrap', 'take fewer resamples, or the method T'],
  series: ['series', 'ask for fewer runs or metrics'],
  points: ['points', 'ask for fewer runs or metrics, or a range of x'],
};

/** Refuses work before it is begun. @throws INVALID_QUERY with the number, the limit and what to do. */
export function requireWithin(kind: keyof CompareLimits, amount: number, limits: CompareLimits): void {
  if (amount <= limits[kind]) return;
  const [what, advice] = words[kind];
  const told = `This would take ${spell(amount)} ${what}, and at most ${spell(limits[kind])} are made`;
  throw new RungraphError('INVALID_QUERY', `${told}; ${advice}, or raise limits.compare.${kind} in the config.`);
}

function spell(amount: number): string {
  return Math.ceil(amount).toLocaleString('en-US');
}
