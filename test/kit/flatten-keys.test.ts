import fc from 'fast-check';
import { flattenKeys, type Nesting } from '../../src/kit/flatten-keys.ts';

type Tree = number | { readonly [key: string]: Tree };

const nesting: Nesting<Tree> = {
  scalar: (item) => (typeof item === 'number' ? item : undefined),
  list: () => undefined,
  members: (item) => (typeof item === 'number' ? undefined : Object.entries(item)),
};

test('nested members come out under dotted keys, in their order', () => {
  const { values, others } = flattenKeys<Tree>(
    [
      ['b', 1],
      ['a', { d: 2, c: { e: 3 } }],
      ['none', {}],
    ],
    nesting,
  );
  expect(values).toEqual([
    ['b', 1],
    ['a.d', 2],
    ['a.c.e', 3],
  ]);
  expect(others).toEqual([['none', {}]]);
});

test('of two that lead to one key the plainer one has it, and the other is named, in whatever order they come', () => {
  const members: readonly (readonly [string, Tree])[] = [
    ['a', { b: { c: 1 }, 'b.c': 2 }],
    ['a.b', { c: 3 }],
    ['a.b.c', 4],
    ['z', 5],
  ];
  fc.assert(
    fc.property(fc.shuffledSubarray([...members], { minLength: members.length }), (shuffled) => {
      const { values, others } = flattenKeys(shuffled, nesting);
      expect(new Map(values)).toEqual(
        new Map([
          ['a.b.c', 4],
          ['z', 5],
        ]),
      );
      expect(others.map(([, item]) => item).sort()).toEqual([1, 2, 3]);
      expect(new Set(others.map(([key]) => key))).toEqual(new Set(['a.b.c']));
    }),
  );
  expect(flattenKeys(members.slice(0, 1), nesting).values).toEqual([['a.b.c', 2]]);
});
