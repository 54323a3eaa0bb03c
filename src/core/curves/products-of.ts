import type { Line } from './curve.ts';
import { gaussianProducts } from './gaussian.ts';
import type { Smoothing } from './smoothing.ts';

/** How many products a smoothing of these lines takes, counted before it is begun; none where it grows with the points alone. */
export function productsOf(lines: readonly Line[], smoothing: Smoothing): number {
  switch (smoothing.method) {
    case 'GAUSSIAN':
      return lines.reduce((sum, { x }) => sum + gaussianProducts(x, smoothing.sigma), 0);
    case 'MEAN':
      return lines.reduce((sum, { x }) => sum + x.length * Math.min(x.length, smoothing.window), 0);
    default:
      return 0;
  }
}
