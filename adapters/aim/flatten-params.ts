import type { Json, Value } from '../../src/contract/value.ts';
import { flattenKeys, type Nesting } from '../../src/kit/flatten-keys.ts';
import { copyKey, readCopyNote } from './bookkeeping.ts';
import { isTreeList, isTreeObject, type Tree, type TreeObject } from './encoding/tree.ts';
import { toJson } from './to-json.ts';

export interface FlatParams {
  readonly params: readonly (readonly [key: string, value: Value])[];
  /** What is no scalar and no list: bytes, and dicts without anything in them. */
  readonly others: { readonly [key: string]: Json };
}

/** What the SDK recorded of machine and code lies among the params, under this key. */
export const systemKey = '__system_params';

const nesting: Nesting<Tree> = {
  scalar: (tree) => (tree === null || typeof tree !== 'object' ? tree : undefined),
  list: (tree) => (isTreeList(tree) ? tree : undefined),
  members: (tree) => (isTreeObject(tree) ? Object.entries(tree) : undefined),
};

/** Nested params under keys joined with dots. */
export function flattenParams(tree: TreeObject): FlatParams {
  const isCopy = readCopyNote(tree[copyKey]) !== undefined;
  const own = Object.entries(tree).filter(([key]) => key !== systemKey && !(isCopy && key === copyKey));
  const { values, others } = flattenKeys(own, nesting);
  return { params: values, others: Object.fromEntries(others.map(([key, item]) => [key, toJson(item)])) };
}
