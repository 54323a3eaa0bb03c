import { requireWithin } from '../../../src/core/compare/budget.ts';
import { usualLimits } from '../../../src/core/compare/limits-settings.ts';
import { cellsOf } from '../../../src/core/curves/align.ts';
import { gaussianProducts } from '../../../src/core/curves/gaussian.ts';

test('what fits is let through', () => {
  expect(() => requireWithin('cells', 50_000_000, usualLimits)).not.toThrow();
});

test('what does not is refused with the number, the limit and advice', () => {
  const message =
    'This would take 50,000,001 values side by side, and at most 50,000,000 are made; ' +
    'ask for fewer runs, align by INTERSECT, or leave align out, or raise limits.compare.cells in the config.';
  expect(() => requireWithin('cells', 50_000_001, usualLimits)).toThrow(
    expect.objectContaining({ code: 'INVALID_QUERY', message }),
  );
});

test('a union over times of a thousand runs is beyond the limit', () => {
  const cells = cellsOf(new Array<number>(1000).fill(1000), 'UNION');
  expect(cells).toBe(1e9);
  expect(() => requireWithin('cells', cells, usualLimits)).toThrow('1,000,000,000');
});

test('so is a gaussian as wide as a million points', () => {
  const x = new Float64Array(1_000_000).map((_value, at) => at);
  expect(gaussianProducts(x, 1)).toBe(9 * 1e6 - 20);
  expect(() => requireWithin('products', gaussianProducts(x, 250_000), usualLimits)).toThrow(/products of a smoothing/);
});
