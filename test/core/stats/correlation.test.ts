import { correlate } from '../../../src/core/stats/correlation.ts';
import { ranksOf } from '../../../src/core/stats/ranks.ts';
import { goldenText, relativeError, type Golden } from '../../support/golden.ts';

interface Case {
  readonly name: string;
  readonly a: readonly number[];
  readonly b: readonly number[];
  readonly n: number;
  readonly pearson: number;
  readonly pearsonP: number;
  readonly spearman: number;
  readonly spearmanP: number;
}

const of = (a: readonly number[], b: readonly number[]) => correlate(Float64Array.from(a), Float64Array.from(b));

const { cases }: Golden<Case> = JSON.parse(goldenText('correlations'));

test.each(cases)('$name', (golden) => {
  const found = of(golden.a, golden.b);
  expect(found.n).toBe(golden.n);
  expect(relativeError(found.pearson.r, golden.pearson)).toBeLessThan(1e-13);
  expect(relativeError(found.spearman.r, golden.spearman)).toBeLessThan(1e-14);
  // A p of many zeros multiplies what r lost.
  expect(relativeError(found.pearson.p, golden.pearsonP)).toBeLessThan(golden.pearsonP < 1e-40 ? 1e-8 : 1e-11);
  expect(relativeError(found.spearman.p, golden.spearmanP)).toBeLessThan(1e-11);
});

test('columns that change places, and rows in another order, change no bit', () => {
  const a = [5, 1, 4, 2, 2, 9];
  const b = [0.1, 0.7, 0.2, 0.2, 0.9, 0.3];
  const reversed = of([...a].reverse(), [...b].reverse());
  expect(reversed).toEqual(of(a, b));
});

test('pairs that lack a finite value are left out and counted', () => {
  const found = of([1, 2, Number.NaN, 4, 5], [2, 4, 6, Infinity, 10]);
  expect(found).toMatchObject({ n: 3, pearson: { r: 1 }, spearman: { r: 1 } });
  expect(found.note).toContain('2 pairs');
});

test.each<[string, readonly number[], readonly number[], string]>([
  ['nothing', [], [], 'fewer than two pairs'],
  ['one pair', [1], [2], 'fewer than two pairs'],
  ['a constant column', [1, 1, 1], [1, 2, 3], 'constant'],
  ['what is left is constant', [1, 1, 2], [1, 2, Number.NaN], 'constant'],
])('%s has no coefficient', (_name, a, b, why) => {
  const found = of(a, b);
  expect(found.pearson).toEqual({ r: null, p: null });
  expect(found.spearman).toEqual({ r: null, p: null });
  expect(found.note).toContain(why);
});

test('two pairs lie on a line, which proves nothing', () => {
  expect(of([1, 2], [5, 3])).toMatchObject({ pearson: { r: -1, p: null }, note: 'two points always lie on a line' });
});

test('equal values share the mean of their ranks', () => {
  expect(Array.from(ranksOf(Float64Array.of(5, 1, 5, 3, 5)))).toEqual([4, 1, 4, 2, 4]);
});
