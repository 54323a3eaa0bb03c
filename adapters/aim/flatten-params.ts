import type { Json, Value } from '../../src/contract/value.ts';
import { isTreeList, isTreeObject, type Tree, type TreeObject } from './encoding/tree.ts';
import { toJson } from './to-json.ts';

export interface FlatParams {
  readonly params: readonly (readonly [key: string, value: Value])[];
  /** What is no scalar and no list: bytes, and dicts without anything in them. */
  readonly others: { readonly [key: string]: Json };
}

/** What the SDK recorded of machine and code lies among the params, under this key. */
export const systemKey = '__system_params';

/**
 * Nested params under keys joined with dots. A list is one value, unless there is a dict in it: then its places are
 * keys.
 */
export function flattenParams(tree: TreeObject): FlatParams {
  const params: (readonly [string, Value])[] = [];
  const others: [string, Json][] = [];

  function visit(key: string, value: Tree): void {
    const plain = valueOf(value);
    if (plain !== undefined) params.push([key, plain]);
    else if (isTreeList(value)) value.forEach((item, index) => visit(`${key}.${index}`, item));
    else if (isTreeObject(value) && Object.keys(value).length > 0) visitAll(`${key}.`, value);
    else others.push([key, toJson(value)]);
  }

  function visitAll(prefix: string, object: TreeObject): void {
    for (const [key, value] of Object.entries(object)) visit(prefix + key, value);
  }

  for (const [key, value] of Object.entries(tree)) if (key !== systemKey) visit(key, value);
  return { params, others: Object.fromEntries(others) };
}

/** A scalar, or a list of nothing but scalars and such lists. */
function valueOf(tree: Tree): Value | undefined {
  if (tree === null || typeof tree !== 'object') return tree;
  if (!isTreeList(tree)) return undefined;
  const items: Value[] = [];
  for (const item of tree) {
    const value = valueOf(item);
    if (value === undefined) return undefined;
    items.push(value);
  }
  return items;
}
