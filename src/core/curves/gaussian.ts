import type { Line } from './curve.ts';

/** Points farther away than this many sigmas have no weight. */
const reach = 4;

/** The mean weighted by exp(−Δx² / 2σ²) around each point, over the weights that are there: fewer at the edges. */
export function gaussian({ x, y }: Line, sigma: number): Float64Array {
  const smoothed = new Float64Array(y.length);
  const step = evenStep(x);
  const weightOf = (apart: number): number => Math.exp(-(apart * apart) / (2 * sigma * sigma));
  const even = step === undefined ? undefined : evenWeights(step, sigma, y.length, weightOf);
  eachWindow(x, sigma, (at, from, to) => {
    const own = y[at] ?? Number.NaN;
    if (own - own !== 0) {
      smoothed[at] = own;
      return;
    }
    let sum = 0;
    let weights = 0;
    for (let other = from; other < to; other += 1) {
      const value = y[other] ?? Number.NaN;
      if (value - value !== 0) continue;
      const weight = even === undefined ? weightOf((x[other] ?? 0) - (x[at] ?? 0)) : (even[Math.abs(other - at)] ?? 0);
      sum += weight * value;
      weights += weight;
    }
    smoothed[at] = sum / weights;
  });
  return smoothed;
}

/** How many products a gaussian takes; counted before it is begun. */
export function gaussianProducts(x: Float64Array, sigma: number): number {
  let products = 0;
  eachWindow(x, sigma, (_at, from, to) => (products += to - from));
  return products;
}

/** The bounds of what has weight around each point; the end is behind the last. */
function eachWindow(x: Float64Array, sigma: number, call: (at: number, from: number, to: number) => void): void {
  const far = reach * sigma;
  let from = 0;
  let to = 0;
  for (let at = 0; at < x.length; at += 1) {
    const place = x[at] ?? 0;
    while (place - (x[from] ?? 0) > far) from += 1;
    while (to < x.length && (x[to] ?? 0) - place <= far) to += 1;
    call(at, from, to);
  }
}

/** The distance of neighbours where it is the same everywhere. */
function evenStep(x: Float64Array): number | undefined {
  const step = (x[1] ?? 0) - (x[0] ?? 0);
  for (let at = 2; at < x.length; at += 1) if ((x[at] ?? 0) - (x[at - 1] ?? 0) !== step) return undefined;
  return step;
}

/** Exponentials take longer than everything else: of even steps there are few different ones. */
function evenWeights(step: number, sigma: number, count: number, weightOf: (apart: number) => number): Float64Array {
  const places = Math.min(count, Math.floor((reach * sigma) / step) + 2);
  return Float64Array.from({ length: places }, (_place, apart) => weightOf(apart * step));
}
