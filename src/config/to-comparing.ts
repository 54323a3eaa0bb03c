import type { z } from 'zod';
import type { ComparingSettings } from '../core/compare/comparing-settings.ts';
import type { fileSettings } from './settings.ts';

/** What a config says of comparisons, in the core's words. */
export function toComparing({
  directions,
  compute,
  conventions,
  limits,
}: Pick<z.infer<typeof fileSettings>, 'directions' | 'compute' | 'conventions' | 'limits'>): ComparingSettings {
  const { currency, prices, watts, pue, gridKgPerKwh, keys } = compute;
  return {
    directions,
    compute: {
      currency: currency ?? null,
      prices: prices.map(({ source, from, ...price }) => ({ ...price, source: source ?? null, from: from ?? null })),
      watts,
      pue,
      gridKgPerKwh: gridKgPerKwh ?? null,
      gpuCountKeys: keys.gpuCount,
    },
    conventions: conventions.map(({ name, ...convention }) => ({ ...convention, name: name ?? null })),
    limits: limits.compare,
  };
}
