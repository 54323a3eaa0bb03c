import { mostDepth } from './limits.ts';
import { malformed } from './malformed.ts';
import { readInt64BE } from './read-integer.ts';
import type { ShortTexts } from './short-texts.ts';

const separator = 0xfe;

/**
 * A path, key by key: text up to a separator, or a separator, eight bytes of an integer and one more. Those eight may
 * hold the byte of the separator, so a path is only ever read from left to right.
 */
export interface Path {
  /** Integers as text too: what they index is for the tree to know. */
  readonly keys: string[];
  /** Whether the key was an integer. */
  readonly integers: boolean[];
  /** Where each key ends, its separator included. */
  readonly ends: number[];
  /** How many keys there are: the lists may be longer, because cutting them for every frame takes time. */
  depth: number;
}

export function emptyPath(): Path {
  return { keys: [], integers: [], ends: [], depth: 0 };
}

/** Reads the path of bytes[start, end) into `path`, whose first `kept` keys are known already. */
export function readPath(bytes: Buffer, start: number, end: number, path: Path, kept: number, texts: ShortTexts): void {
  const { keys, integers, ends } = path;
  let depth = kept;
  let at = start + (kept === 0 ? 0 : (ends[kept - 1] ?? 0));
  while (at < end) {
    if (depth >= mostDepth) throw malformed(`it is nested more than ${mostDepth} levels deep`);
    const integer = isInteger(bytes, at, end);
    let next: number;
    if (integer) {
      keys[depth] = String(readInt64BE(bytes, at + 1));
      next = at + 10;
    } else {
      let found = at;
      while (found < end && bytes[found] !== separator) found += 1;
      if (found === end) throw malformed('a key does not end');
      keys[depth] = texts.read(bytes, at, found);
      next = found + 1;
    }
    integers[depth] = integer;
    ends[depth] = next - start;
    depth += 1;
    at = next;
  }
  path.depth = depth;
}

/** An empty key is a lone separator, and an integer needs nine more bytes, the last of them a separator. */
function isInteger(bytes: Buffer, at: number, end: number): boolean {
  return bytes[at] === separator && at + 10 <= end && bytes[at + 9] === separator;
}
