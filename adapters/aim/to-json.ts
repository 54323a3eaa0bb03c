import type { Json } from '../../src/contract/value.ts';
import { isTreeList, type Tree, type TreeObject } from './encoding/tree.ts';

/** A tree as JSON; bytes become base64. */
export function toJson(tree: Tree): Json {
  if (typeof tree !== 'object' || tree === null) return tree;
  if (tree instanceof Uint8Array) return Buffer.from(tree).toString('base64');
  return isTreeList(tree) ? tree.map(toJson) : toJsonObject(tree);
}

export function toJsonObject(tree: TreeObject): { readonly [key: string]: Json } {
  return Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, toJson(value)]));
}
