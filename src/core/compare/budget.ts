import { RungraphError } from '../../contract/error.ts';
import type { CompareLimits } from './limits-settings.ts';

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
