import { everyIndex } from './indexes.ts';
import { seedWords } from './splitmix.ts';
import { fillWords } from './xoshiro.ts';

/** Random numbers that every reader can make again: docs/statistics.md says how. Each figure has a stream of its own. */
export interface Stream {
  /** Fills `target` with indexes below `count`, each as likely as the others. */
  readonly indexes: (target: Uint32Array, count: number) => void;
  /** The next 32 bits. */
  readonly next: () => number;
  /** A number in [0, 1) of 53 bits. */
  readonly share: () => number;
}

/** Indexes are drawn exactly below this. */
export const mostIndexes = 2 ** 21;

/** Below this, half a word is enough for an index: few halves are thrown away. */
const fewIndexes = 2 ** 12;

/** Words that are made at a time. */
const blockSize = 1024;

/** @param names What tells the figure from all others of the answer, such as its measure and the key of its group. */
export function openStream(seed: number, ...names: readonly string[]): Stream {
  const state = seedWords(seed, names);
  const block = new Uint32Array(blockSize);
  let used = blockSize;

  function refill(): void {
    fillWords(state, block);
    used = 0;
  }

  function next(): number {
    if (used === blockSize) refill();
    const word = block[used] ?? 0;
    used += 1;
    return word;
  }

  /** The high half first; the low half of the last word may be left over. */
  function fromHalves(target: Uint32Array, count: number): void {
    // What is left of 2^16 after whole counts: numbers whose product falls into it would favour some indexes.
    const unfair = 2 ** 16 % count;
    const length = target.length;
    let at = 0;
    while (at < length) {
      if (used === blockSize) refill();
      let word = used;
      for (; word < blockSize && at < length; word += 1) {
        const drawn = block[word] ?? 0;
        const high = Math.imul(drawn >>> 16, count);
        if ((high & 0xffff) >= unfair) {
          target[at] = high >>> 16;
          at += 1;
        }
        const low = Math.imul(drawn & 0xffff, count);
        if (at < length && (low & 0xffff) >= unfair) {
          target[at] = low >>> 16;
          at += 1;
        }
      }
      used = word;
    }
  }

  function fromWords(target: Uint32Array, count: number): void {
    const unfair = 2 ** 32 % count;
    for (let at = 0; at < target.length;) {
      const word = next();
      if (Math.imul(word, count) >>> 0 < unfair) continue;
      target[at] = word * count * 2 ** -32;
      at += 1;
    }
  }

  return {
    next,
    share: () => ((next() >>> 5) * 2 ** 26 + (next() >>> 6)) * 2 ** -53,
    indexes(target, count) {
      if (count > mostIndexes) throw new RangeError(`indexes are drawn below ${mostIndexes}`);
      if (count <= fewIndexes) fromHalves(target, count);
      else fromWords(target, count);
    },
  };
}

/** The indexes in an order by chance: Fisher and Yates, from the end. */
export function shuffled(count: number, stream: Stream): Uint32Array {
  const order = everyIndex(count);
  const drawn = new Uint32Array(1);
  for (let at = count - 1; at > 0; at -= 1) {
    stream.indexes(drawn, at + 1);
    const other = drawn[0] ?? 0;
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
  return order;
}
