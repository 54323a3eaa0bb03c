import fc from 'fast-check';
import { hashValue } from '../../../adapters/aim/writer/hash-value.ts';
import { nestParams } from '../../../adapters/aim/writer/nest-params.ts';
import { packTree, Real, type Packed } from '../../../adapters/aim/writer/pack-tree.ts';
import { seriesMessages } from '../../../adapters/aim/writer/series-messages.ts';
import { addToSummary, packSummary } from '../../../adapters/aim/writer/summary.ts';
import { unpackTree } from '../../../adapters/aim/writer/unpack-tree.ts';
import { flattenParams } from '../../../adapters/aim/flatten-params.ts';
import type { Json, Value } from '../../../src/contract/value.ts';
import type { NewPoints } from '../../../src/contract/writer.ts';

// Vectors are answers of Aim 3.29.1's own aim.storage.hashing and aim.ext.transport.message_utils.

const vectors: readonly (readonly [Json, bigint])[] = [
  [0, 487590686800389010n],
  [1, 6813614137041369426n],
  [2, -901861262945818715n],
  [-1, -2031535777419256979n],
  [1.5, -1932006147728945743n],
  ['train', -5241648839283840182n],
  [[1, 2], 3353234803786202970n],
  [{}, -4504863053055089774n],
  [{ subset: 'train' }, -8686149688933388395n],
  [{ gpu: 0 }, -5834889044196056041n],
  [true, 6813614137041369426n],
  [1n, 6813614137041369426n],
  [null, 1393794177995070132n],
];

test.each(vectors)('the hash of %j is the one of Aim', (value, hash) => {
  expect(hashValue(value)).toBe(hash);
});

const frames = (...lines: readonly string[]): string => lines.join('').replaceAll(' ', '');

test('a tree is packed as Aim packs it', () => {
  const tree = { archived: false, tags: [], lr: 0.5, n: -2, é: 'x', none: null, real: new Real(2), empty: {} };
  expect(packTree(tree).toString('hex')).toBe(
    frames(
      '09000000 6172636869766564fe 00 02000000 0100',
      '05000000 74616773fe 00 01000000 06',
      '03000000 6c72fe 00 09000000 03000000000000e03f',
      '02000000 6efe 00 09000000 02feffffffffffffff',
      '03000000 c3a9fe 00 02000000 0478',
      '05000000 6e6f6e65fe 00 01000000 00',
      '05000000 7265616cfe 00 09000000 030000000000000040',
      '06000000 656d707479fe 00 01000000 07',
    ),
  );
  expect(packTree([-1n, new Map([[5n, 'line']])]).toString('hex')).toBe(
    frames(
      '00000000 00 01000000 06',
      '0a000000 fe0000000000000000fe 00 09000000 02ffffffffffffffff',
      '14000000 fe0000000000000001fe fe0000000000000005fe 00 05000000 046c696e65',
    ),
  );
});

test('what is packed is read back', async () => {
  const tree: { readonly [key: string]: Packed } = { a: [1, 'x', null], b: { c: -0 }, long: 'y'.repeat(10_000) };
  expect(Object.fromEntries(await unpackTree(packTree(tree)))).toEqual({ ...tree, a: [1, 'x', null] });
  expect([...(await unpackTree(packTree(['p', 'q']))).values()]).toEqual(['p', 'q']);
  await expect(unpackTree(packTree(tree).subarray(0, -3))).rejects.toMatchObject({ code: 'PROTOCOL' });
});

test('params are nested by their dots, unless that would lose one', () => {
  const nested = (params: Readonly<Record<string, Value>>) => plain(nestParams(new Map(Object.entries(params))));
  expect(nested({ 'a.b': 1, 'a.c.d': 2, e: 3 })).toEqual({ a: { b: 1, c: { d: 2 } }, e: 3 });
  expect(nested({ a: 1, 'a.b': 2, 'a.b.c': 3 })).toEqual({ a: 1, 'a.b': 2, 'a.b.c': 3 });
  expect(nested({ 'a..b': 1, '.a': 2, 'a.': 3 })).toEqual({ 'a..b': 1, '.a': 2, 'a.': 3 });
});

test('params of any keys are read back under them', () => {
  const key = fc.stringMatching(/^[ab.0]{1,6}$/);
  fc.assert(
    fc.property(fc.dictionary(key, fc.oneof(fc.integer(), fc.string())), (params) => {
      const tree = plain(nestParams(new Map(Object.entries(params))));
      expect(Object.fromEntries(flattenParams(Object(tree)).params)).toEqual({ ...params });
    }),
  );
});

function plain(tree: unknown): unknown {
  if (!(tree instanceof Map)) return tree;
  return Object.fromEntries([...tree].map(([key, item]: [string, unknown]) => [key, plain(item)]));
}

function part(count: number, start = 0, metric = 'loss'): NewPoints {
  const place = (at: number): number => start + at;
  return {
    metric,
    context: {},
    start,
    steps: Array.from({ length: count }, (_none, at) => place(at)),
    values: Float64Array.from({ length: count }, (_none, at) => place(at) / 2),
    timestamps: Float64Array.from({ length: count }, (_none, at) => place(at) * 1000),
  };
}

test('the size of a series decides how it is sent', () => {
  const shape = (...parts: readonly NewPoints[]) =>
    [
      ...seriesMessages(
        parts,
        () => ({ seqs: 's', run: 'r', context: 1n }),
        () => [],
      ),
    ].map((message) => message.map(([, method]) => method).join(' '));
  const whole = '__setitem__ make_array make_array make_array make_array';
  expect(shape(part(2000))).toEqual([whole]);
  // Short ones go together.
  expect(shape(part(200), part(200), part(200), part(1))).toEqual([[whole, whole, whole].join(' '), whole]);
  expect(shape(part(2001))).toEqual([...Array<string>(4).fill('__setitem__ make_array'), '']);
  expect(shape(part(501, 8000))).toEqual([...Array<string>(3).fill('update update update update'), '']);
});

test('a summary is that of all points, in parts or not, and a part may come again', () => {
  const values = Float64Array.of(3, Number.NaN, -1, 7, Number.NaN);
  const all = { ...part(5, 0), values };
  const [head, tail] = [0, 2].map((start) => {
    const end = start === 0 ? 2 : 5;
    return { ...part(end - start, start), values: values.subarray(start, end) };
  });
  if (head === undefined || tail === undefined) throw new Error('no parts');
  const once = addToSummary(addToSummary(undefined, head), tail);
  expect(addToSummary(once, tail)).toEqual(once);
  expect(once).toEqual(addToSummary(undefined, all));
  expect(once).toEqual({ first: 3, firstStep: 0, last: Number.NaN, lastStep: 4, min: -1, max: 7 });
  const none = addToSummary(undefined, { ...part(1), values: Float64Array.of(Number.NaN) });
  expect(Object.keys(packSummary(none))).not.toContain('min');
});
