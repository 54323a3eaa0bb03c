import { pairBy } from '../../../src/core/difference/pair-by.ts';

test('runs are paired by what they share, in its order', () => {
  expect(pairBy([3, '1', 2], ['2', 1, 3.0])).toEqual({
    rows: [
      [1, 1],
      [2, 0],
      [0, 2],
    ],
    note: null,
  });
});

test('a value that a selection has twice names no pair, and the rest is told', () => {
  expect(pairBy([1, 1, 2, null], [1, 2, 3])).toEqual({
    rows: [[2, 1]],
    note: '3 of 4 runs of a have no partner (1 value comes more than once, 1 run has no value); 2 of 3 runs of b have no partner',
  });
});

test('of nothing there are no pairs', () => {
  expect(pairBy([], [])).toEqual({ rows: [], note: null });
});
