import type { Value } from '../../../src/contract/value.ts';
import { isList, isMap, type Packed } from './pack-tree.ts';

type Tree = Map<string, Packed | Tree>;

/**
 * Params as training scripts set them: `a.b` is the key "b" in the dict "a", which is what Aim's pages and queries show
 * best. A key stays as it is where a part of it is empty, or where what goes before a dot is a param itself: reading it
 * back joins keys with dots all the same.
 */
export function nestParams(params: ReadonlyMap<string, Value>): ReadonlyMap<string, Packed> {
  const root: Tree = new Map();
  for (const [key, value] of params) {
    const parts = key.split('.');
    if (parts.includes('') || beginnings(parts).some((beginning) => params.has(beginning))) {
      root.set(key, value);
      continue;
    }
    let inner = root;
    for (const part of parts.slice(0, -1)) inner = childOf(inner, part);
    inner.set(parts.at(-1) ?? '', value);
  }
  return root;
}

function childOf(tree: Tree, key: string): Tree {
  const known = tree.get(key);
  if (known instanceof Map) return known;
  const child: Tree = new Map();
  tree.set(key, child);
  return child;
}

/** `a` and `a.b` of `a.b.c`. */
function beginnings(parts: readonly string[]): readonly string[] {
  return parts.slice(1).map((_part, index) => parts.slice(0, index + 1).join('.'));
}

/** How many values there are in a tree. */
export function leavesOf(tree: Packed): number {
  if (isMap(tree)) return [...tree.values()].reduce<number>((sum, item) => sum + leavesOf(item), 0);
  return isList(tree) ? 1 + tree.reduce<number>((sum, item) => sum + leavesOf(item), 0) : 1;
}
