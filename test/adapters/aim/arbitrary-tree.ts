import fc from 'fast-check';
import { Float, type Sent } from '../../../adapters/aim/emulator/encode-tree.ts';
import type { Tree } from '../../../adapters/aim/encoding/tree.ts';

/** A value as it is sent, beside what must be read. */
export interface Pair {
  readonly sent: Sent;
  readonly read: Tree;
}

const leaf: fc.Arbitrary<Pair> = fc.oneof(
  same(fc.constant(null)),
  same(fc.boolean()),
  same(fc.string({ unit: 'binary' })),
  same(fc.integer()),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map((sent) => {
    const number = Number(sent);
    return { sent, read: Number.isSafeInteger(number) ? number : sent };
  }),
  fc.double().map((value) => ({ sent: new Float(value), read: value })),
  same(fc.uint8Array({ maxLength: 40 })),
);

function same<T extends Sent & Tree>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<Pair> {
  return arbitrary.map((value) => ({ sent: value, read: value }));
}

/** Any key but the empty one, which Aim writes in a way that can be read as the start of an integer. */
const key = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1 }),
  fc.constantFrom('__proto__', 'constructor', 'toString', '0', '12', 'progress', 'hasOwnProperty'),
);

const { tree } = fc.letrec<{ tree: Pair }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('tree'), { maxLength: 5 }).map((items) => ({
      sent: items.map(({ sent }) => sent),
      read: items.map(({ read }) => read),
    })),
    fc.uniqueArray(fc.tuple(key, tie('tree')), { maxLength: 5, selector: ([name]) => name }).map((members) => ({
      sent: Object.fromEntries(members.map(([name, { sent }]) => [name, sent])),
      read: Object.fromEntries(members.map(([name, { read }]) => [name, read])),
    })),
  ),
}));

/** The entries of a stream: no two with one key. */
export const someEntries: fc.Arbitrary<readonly (readonly [string, Pair])[]> = fc.uniqueArray(
  fc.tuple(
    key.filter((name) => !name.startsWith('progress_')),
    tree,
  ),
  { maxLength: 4, selector: ([name]) => name },
);
