import { RungraphError } from '../../contract/error.ts';

export const smoothingMethods = ['EMA', 'TWEMA', 'GAUSSIAN', 'MEAN'] as const;
export type SmoothingMethod = (typeof smoothingMethods)[number];

/** How a curve is made smooth, with the one number that the method needs. */
export type Smoothing =
  | { readonly method: 'EMA' | 'TWEMA'; readonly weight: number }
  | { readonly method: 'GAUSSIAN'; readonly sigma: number }
  | { readonly method: 'MEAN'; readonly window: number };

/** What somebody asked for. */
export interface AskedSmoothing {
  readonly method: SmoothingMethod;
  readonly weight?: number | null | undefined;
  readonly sigma?: number | null | undefined;
  readonly window?: number | null | undefined;
}

const needs: Readonly<Record<SmoothingMethod, 'weight' | 'sigma' | 'window'>> = {
  EMA: 'weight',
  TWEMA: 'weight',
  GAUSSIAN: 'sigma',
  MEAN: 'window',
};

/** @throws INVALID_QUERY for numbers that are missing, too many, or out of range. */
export function readSmoothing(asked: AskedSmoothing): Smoothing {
  const { method } = asked;
  const needed = needs[method];
  for (const name of ['weight', 'sigma', 'window'] as const) {
    if (name !== needed && (asked[name] ?? null) !== null) refuse(`${method} takes ${needed}, not ${name}`);
  }
  const value = asked[needed] ?? null;
  if (value === null) return refuse(`${method} needs ${needed}`);
  switch (method) {
    case 'EMA':
    case 'TWEMA':
      if (!(value >= 0 && value < 1)) refuse(`weight is ${value}; it lies in [0, 1)`);
      return { method, weight: value };
    case 'GAUSSIAN':
      if (!(value > 0 && value < Infinity)) refuse(`sigma is ${value}; it is greater than 0, in units of x`);
      return { method, sigma: value };
    case 'MEAN':
      if (!(Number.isInteger(value) && value >= 1 && value % 2 === 1))
        refuse(`window is ${value}; it is an odd number of points`);
      return { method, window: value };
  }
}

function refuse(why: string): never {
  throw new RungraphError('INVALID_QUERY', `smooth: ${why}.`);
}
