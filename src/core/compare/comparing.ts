import { directionOf, type ConfiguredDirections, type Direction, type ToldDirection } from '../keys/directions.ts';
import { usualLimits, type CompareLimits } from './budget.ts';

/** What the config says of comparisons. */
export interface ComparingSettings {
  readonly directions: ConfiguredDirections;
  readonly limits: CompareLimits;
}

export const usualComparing: ComparingSettings = { directions: {}, limits: usualLimits };

/** Which way a metric is good; null where nobody knows. */
export function tellDirection(
  { directions }: ComparingSettings,
  key: string,
  asked: Direction | null = null,
): ToldDirection | null {
  return directionOf(key, asked, directions);
}
