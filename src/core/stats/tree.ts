/** A column as trees read it: numbers, or the codes of categories. NaN where a row has none. */
export interface Feature {
  readonly values: Float64Array;
  /** 0 for numbers. */
  readonly categories: number;
}

/** Words of 32 bits that a set of categories takes. */
export const setWords = 4;
/** More categories are left out before they get here. */
export const mostCategories = 32 * setWords;

/** A tree as columns over its nodes; the first is the root. */
export interface Tree {
  /** The feature that a node asks about; -1 for a leaf. */
  readonly asks: Int16Array;
  /** What lies below goes left. */
  readonly thresholds: Float64Array;
  /** The categories that go left, a bit each. */
  readonly sets: Uint32Array;
  /** 1 where rows without a value go left. */
  readonly missingLeft: Uint8Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** What a leaf predicts. */
  readonly means: Float64Array;
}

export function emptyTree(nodes: number): Tree {
  return {
    asks: new Int16Array(nodes).fill(-1),
    thresholds: new Float64Array(nodes),
    sets: new Uint32Array(nodes * setWords),
    missingLeft: new Uint8Array(nodes),
    left: new Int32Array(nodes),
    right: new Int32Array(nodes),
    means: new Float64Array(nodes),
  };
}

/** Whether a value goes left at a node. */
export function goesLeft(tree: Tree, node: number, value: number, categories: number): boolean {
  if (Number.isNaN(value)) return tree.missingLeft[node] === 1;
  if (categories === 0) return value < (tree.thresholds[node] ?? 0);
  return (((tree.sets[node * setWords + (value >>> 5)] ?? 0) >>> (value & 31)) & 1) === 1;
}

/** The leaf of a row. `note` hears which features were asked on the way. */
export function leafOf(tree: Tree, features: readonly Feature[], row: number, note: (feature: number) => void): number {
  let node = 0;
  for (let asks = tree.asks[0] ?? -1; asks >= 0; asks = tree.asks[node] ?? -1) {
    note(asks);
    const feature = features[asks];
    const left = goesLeft(tree, node, feature?.values[row] ?? Number.NaN, feature?.categories ?? 0);
    node = (left ? tree.left[node] : tree.right[node]) ?? 0;
  }
  return node;
}

/** The leaf of a row whose value of one feature is another row's. */
export function leafWith(tree: Tree, features: readonly Feature[], row: number, mixed: number, other: number): number {
  let node = 0;
  for (let asks = tree.asks[0] ?? -1; asks >= 0; asks = tree.asks[node] ?? -1) {
    const feature = features[asks];
    const value = feature?.values[asks === mixed ? other : row] ?? Number.NaN;
    const left = goesLeft(tree, node, value, feature?.categories ?? 0);
    node = (left ? tree.left[node] : tree.right[node]) ?? 0;
  }
  return node;
}
