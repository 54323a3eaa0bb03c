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
