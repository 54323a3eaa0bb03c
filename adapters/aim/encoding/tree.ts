/**
 * What a stream of Aim holds: JSON with exact integers, and bytes. Objects are made for data, not trusted as code: a key
 * such as `__proto__` is a key like any other.
 */
export type Tree = null | boolean | number | bigint | string | Uint8Array | TreeList | TreeObject;
export type TreeList = Tree[];
export interface TreeObject {
  [key: string]: Tree;
}

export function isTreeObject(tree: Tree | undefined): tree is TreeObject {
  return typeof tree === 'object' && tree !== null && !Array.isArray(tree) && !(tree instanceof Uint8Array);
}

export function isTreeList(tree: Tree | undefined): tree is TreeList {
  return Array.isArray(tree);
}

/** Sets an own property, whatever its name. */
export function setKey(object: TreeObject, key: string, value: Tree): void {
  if (key === '__proto__') {
    Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
  } else object[key] = value;
}

/** An own property; what objects inherit does not count. */
export function getKey(object: TreeObject, key: string): Tree | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
