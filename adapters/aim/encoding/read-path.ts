import { mostDepth } from './limits.ts';
import { malformed } from './malformed.ts';
import { readInt64BE } from './read-integer.ts';

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
}

export function emptyPath(): Path {
  return { keys: [], integers: [], ends: [] };
}

/** Reads the path of bytes[start, end) into `path`, of which the first `kept` keys are known already. */
export function readPath(bytes: Buffer, start: number, end: number, path: Path, kept: number): void {
  const { keys, integers, ends } = path;
  keys.length = integers.length = ends.length = kept;
  let at = start + (ends[kept - 1] ?? 0);
  while (at < end) {
    if (keys.length >= mostDepth) throw malformed(`it is nested more than ${mostDepth} levels deep`);
    const integer = isInteger(bytes, at, end);
    let next: number;
    if (integer) {
      keys.push(String(readInt64BE(bytes, at + 1)));
      next = at + 10;
    } else {
      const found = bytes.indexOf(separator, at);
      if (found < 0 || found >= end) throw malformed('a key does not end');
      keys.push(bytes.toString('utf8', at, found));
      next = found + 1;
    }
    integers.push(integer);
    ends.push(next - start);
    at = next;
  }
}

/** An empty key is a lone separator, and an integer needs nine more bytes, the last of them a separator. */
function isInteger(bytes: Buffer, at: number, end: number): boolean {
  return bytes[at] === separator && at + 10 <= end && bytes[at + 9] === separator;
}
