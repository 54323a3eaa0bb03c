import { mostGaps } from './limits.ts';
import { malformed } from './malformed.ts';
import { emptyPath, readPath } from './read-path.ts';
import { listMarker, objectMarker, readValue } from './read-value.ts';
import { openShortTexts } from './short-texts.ts';
import { getKey, isTreeList, isTreeObject, setKey, type Tree, type TreeList, type TreeObject } from './tree.ts';

/** One entry of a stream's outermost object: for most answers a run by its hash. */
export interface Root {
  readonly key: string;
  readonly value: Tree;
}

type Container = TreeList | TreeObject;

/**
 * Grows trees from frames. They come depth first and name only leaves and lists: an object is there because something
 * in it is. Successive paths share most of their keys, which are then neither read nor looked up again.
 */
export interface TreeBuilder {
  /** Takes a frame. Answers the root that it finished, if it belongs to the next one. */
  add(bytes: Buffer, pathStart: number, pathEnd: number, valueStart: number, valueEnd: number): Root | undefined;
  /** The root that no further frame can come to. */
  end(): Root | undefined;
}

export function openTreeBuilder(): TreeBuilder {
  const path = emptyPath();
  const texts = openShortTexts();
  /** Where the bytes of the last path are. */
  let last: Buffer = Buffer.alloc(0);
  let [lastStart, lastLength] = [0, 0];
  /** Object i holds key i of the last path, for the first so many; the first of all holds the root alone. */
  const parents: Container[] = [{}];
  let held = 1;
  let rootKey: string | undefined;
  let gaps = 0;

  function takeRoot(): Root | undefined {
    const [top] = parents;
    if (rootKey === undefined || !isTreeObject(top)) return undefined;
    const root = { key: rootKey, value: getKey(top, rootKey) ?? null };
    rootKey = undefined;
    parents[0] = {};
    held = 1;
    gaps = 0;
    return root;
  }

  /** How many keys of the last path this one starts with. An empty key is read anew: what follows decides about it. */
  function sharedKeys(bytes: Buffer, start: number, end: number): number {
    const most = Math.min(lastLength, end - start);
    let same = 0;
    while (same < most && last[lastStart + same] === bytes[start + same]) same += 1;
    let shared = 0;
    while (shared < path.depth && (path.ends[shared] ?? Infinity) <= same && path.keys[shared] !== '') shared += 1;
    return shared;
  }

  function childOf(parent: Container, key: string, isInteger: boolean): Tree | undefined {
    if (!isTreeList(parent)) return getKey(parent, key);
    return parent[indexOf(key, isInteger)];
  }

  function put(parent: Container, key: string, isInteger: boolean, value: Tree): void {
    if (!isTreeList(parent)) {
      setKey(parent, key, value);
      return;
    }
    const index = indexOf(key, isInteger);
    gaps += Math.max(0, index - parent.length);
    if (gaps > mostGaps) throw malformed('a list has too many places without a value');
    while (parent.length < index) parent.push(null);
    parent[index] = value;
  }

  function containerAt(depth: number): Container {
    const known = parents[depth];
    if (depth < held && known !== undefined) return known;
    const parent = containerAt(depth - 1);
    const [key, isInteger] = keyAt(depth - 1);
    const child = childOf(parent, key, isInteger);
    let container: Container;
    if (child === undefined) put(parent, key, isInteger, (container = {}));
    else if (isTreeList(child) || isTreeObject(child)) container = child;
    else throw malformed(`the key ${JSON.stringify(key.slice(0, 80))} has both a value and keys below it`);
    parents[depth] = container;
    held = depth + 1;
    return container;
  }

  function keyAt(depth: number): readonly [string, boolean] {
    return [path.keys[depth] ?? '', path.integers[depth] ?? false];
  }

  function set(depth: number, value: Tree | typeof listMarker | typeof objectMarker): void {
    const parent = containerAt(depth);
    const [key, isInteger] = keyAt(depth);
    const marks = value === listMarker || value === objectMarker;
    const before = childOf(parent, key, isInteger);
    if (isTreeList(before) || isTreeObject(before)) {
      if (marks && isTreeList(before) === (value === listMarker)) return;
      throw malformed(`the key ${JSON.stringify(key.slice(0, 80))} changes its kind`);
    }
    put(parent, key, isInteger, value === listMarker ? [] : value === objectMarker ? {} : value);
  }

  return {
    add(bytes, pathStart, pathEnd, valueStart, valueEnd) {
      const value = readValue(bytes, valueStart, valueEnd, texts);
      if (pathStart === pathEnd) {
        // The outermost object itself, which is empty then.
        if (value === listMarker || value === objectMarker) return undefined;
        throw malformed('a value has no key');
      }
      const shared = Math.min(sharedKeys(bytes, pathStart, pathEnd), held);
      readPath(bytes, pathStart, pathEnd, path, shared, texts);
      last = bytes;
      [lastStart, lastLength] = [pathStart, pathEnd - pathStart];
      const key = path.keys[0] ?? '';
      const finished = key === rootKey ? undefined : takeRoot();
      rootKey = key;
      held = Math.min(held, shared + 1, path.depth);
      set(path.depth - 1, value);
      return finished;
    },
    end: takeRoot,
  };
}

function indexOf(key: string, isInteger: boolean): number {
  const index = isInteger ? Number(key) : -1;
  if (!Number.isSafeInteger(index) || index < 0) throw malformed('a place in a list is not a whole number from zero');
  return index;
}
