import { noCompute } from '../compute/compute-settings.ts';
import type { DeriveSettings } from '../compute/derive-row.ts';
import { directionOf, type ConfiguredDirections, type Direction, type ToldDirection } from '../keys/directions.ts';
import { usualLimits, type CompareLimits } from './limits-settings.ts';

/** What the config says of comparisons. */
export interface ComparingSettings extends DeriveSettings {
  readonly directions: ConfiguredDirections;
  readonly limits: CompareLimits;
}

export const usualComparing: ComparingSettings = {
  directions: {},
  limits: usualLimits,
  compute: noCompute,
  conventions: [],
};

/** Which way a metric is good; null where nobody knows. */
export function tellDirection(
  { directions }: Pick<ComparingSettings, 'directions'>,
  key: string,
  asked: Direction | null = null,
): ToldDirection | null {
  return directionOf(key, asked, directions);
}
