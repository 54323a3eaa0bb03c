import type { Json } from '../../../../src/contract/value.ts';
import { isObject } from '../json.ts';

/** Puts a value where a path leads to, through objects that are made on the way. */
export function put(at: { [key: string]: Json }, path: readonly string[], value: Json): void {
  const [first = '', ...rest] = path;
  if (rest.length === 0) {
    at[first] = value;
    return;
  }
  const inner: { [key: string]: Json } = { ...(isObject(at[first]) ? at[first] : {}) };
  put(inner, rest, value);
  at[first] = inner;
}
