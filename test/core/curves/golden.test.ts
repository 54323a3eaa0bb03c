import { align, type Align } from '../../../src/core/curves/align.ts';
import { columnAt } from '../../../src/core/curves/column-at.ts';
import { choosePoints, type Downsample } from '../../../src/core/curves/downsample.ts';
import { joinIndexes, pick } from '../../../src/core/stats/indexes.ts';
import { extremesOf } from '../../../src/core/curves/extremes.ts';
import { largestTriangles } from '../../../src/core/curves/lttb.ts';
import { smooth } from '../../../src/core/curves/smooth.ts';
import type { Smoothing } from '../../../src/core/curves/smoothing.ts';
import { goldenText, relativeError, toColumn, toNumber, type Golden, type GoldenNumber } from '../../support/golden.ts';
import { walk } from './walk.ts';

interface ChoiceCase {
  readonly kind: 'choice';
  readonly shape?: keyof typeof shapes;
  readonly count: number;
  readonly spacing: 'even' | 'gaps';
  readonly most: number;
  readonly method: Downsample;
  readonly indexes: readonly number[];
}

/** What the script makes of a walk. */
const shapes = {
  great: (value: number) => value * 2 ** 900,
  small: (value: number) => value * 2 ** -900,
  ties: (value: number) => Math.floor(value * 2) / 2,
};

interface SmoothCase {
  readonly kind: 'smooth';
  readonly name: string;
  readonly smoothing: Smoothing;
  readonly x: readonly number[];
  readonly y: readonly GoldenNumber[];
  readonly smoothed: readonly GoldenNumber[];
}

interface AlignCase {
  readonly kind: 'align';
  readonly align: Align;
  readonly lines: readonly { readonly x: readonly number[]; readonly y: readonly GoldenNumber[] }[];
  readonly x: readonly number[];
  readonly columns: readonly (readonly (GoldenNumber | null)[])[];
}

const { cases }: Golden<ChoiceCase | SmoothCase | AlignCase> = JSON.parse(goldenText('curves'));

test.each(cases.filter((one) => one.kind === 'choice'))(
  '$method of $count points to $most, $spacing, $shape, as tsdownsample',
  ({ shape: name, count, spacing, most, method, indexes }) => {
    const { x, y } = walk(count, count, spacing);
    const line = { x, y: name === undefined ? y : y.map(shapes[name]) };
    if (method === 'LTTB') {
      expect(Array.from(largestTriangles(line, most))).toEqual(indexes);
    } else if (method === 'MINMAX') {
      // There the ends are of a stretch, here they stay apart: what lies between is the same kind of choice.
      const inner = { x: Float64Array.of(0, ...line.x, 0), y: Float64Array.of(0, ...line.y, 0) };
      const found = Array.from(extremesOf(inner, most / 2).indexes, (at) => at - 1);
      expect(found).toEqual(indexes);
    } else {
      const few = Math.floor(count / most) <= 4;
      const extremes = joinIndexes(extremesOf(line, most * 2).indexes, Uint32Array.of(0, count - 1));
      const shape = few ? line : { x: pick(line.x, extremes), y: pick(line.y, extremes) };
      const found = Array.from(largestTriangles(shape, most), (at) => (few ? at : (extremes[at] ?? 0)));
      expect(found).toEqual(indexes);
      // With the extremes of all, which the triangles may leave out, it is the public choice.
      const chosen = Array.from(choosePoints(line, 'MINMAX_LTTB', most).indexes);
      const [least, greatest] = [line.y.indexOf(Math.min(...line.y)), line.y.indexOf(Math.max(...line.y))];
      if (indexes.includes(least) && indexes.includes(greatest)) expect(chosen).toEqual(indexes);
      else expect(chosen).toEqual(expect.arrayContaining([least, greatest]));
    }
  },
);

test.each(cases.filter((one) => one.kind === 'smooth'))('$smoothing of $name', ({ smoothing, x, y, smoothed }) => {
  const found = Array.from(smooth({ x: Float64Array.from(x), y: toColumn(y) }, smoothing));
  const scale = y.reduce<number>((greatest, value) => {
    const magnitude = Math.abs(toNumber(value));
    return Number.isFinite(magnitude) ? Math.max(greatest, magnitude) : greatest;
  }, 0);
  expect(found).toHaveLength(smoothed.length);
  smoothed.map(toNumber).forEach((expected, at) => {
    const value = found[at] ?? Number.NaN;
    const near = Object.is(value, expected) || Math.abs(value - expected) <= 1e-14 * scale + 2 * Number.MIN_VALUE;
    expect({ at, value, expected, near }).toEqual({ at, value, expected, near: true });
  });
});

test.each(cases.filter((one) => one.kind === 'align'))(
  '$align of $lines.length curves',
  ({ align: how, lines, x, columns }) => {
    const found = align(
      lines.map((line) => ({ x: Float64Array.from(line.x), y: toColumn(line.y) })),
      how,
    );
    expect(Array.from(found.x)).toEqual(x);
    found.curves.forEach((curve, at) => {
      const { y, present } = columnAt(curve, found.x.length, null);
      columns[at]?.forEach((expected, place) => {
        const value = present === null || present[place] === 1 ? (y[place] ?? null) : null;
        expect(expected === null ? value === null : relativeError(value, expected) < 1e-15).toBe(true);
      });
    });
  },
);
