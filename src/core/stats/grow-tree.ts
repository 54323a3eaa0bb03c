import { everyIndex } from './indexes.ts';
import { shuffled, type Stream } from './stream.ts';
import { emptyTree, goesLeft, setWords, type Feature, type Tree } from './tree.ts';

/** Fewer rows are not split off. */
const leastRows = 5;

/** Features that are tried at a node: a third of them, and ten where there are as many. */
export function triedFeatures(features: number): number {
  return Math.min(features, Math.max(10, Math.ceil(features / 3)));
}

/** Rows that one tree sees: of more, it sees as many by chance. */
export const mostGrown = 2000;

/** Some features, drawn at each node, are asked at one place by chance each, and the best of them parts the rows. */
export function growTree(target: Float64Array, features: readonly Feature[], stream: Stream): Tree {
  const rows = shuffled(target.length, stream).subarray(0, mostGrown).sort();
  const tree = emptyTree(2 * Math.ceil(rows.length / leastRows) + 1);
  const draw = openDraw(features, stream);
  const waiting = [{ node: 0, from: 0, to: rows.length }];
  let nodes = 1;
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    const { node, from, to } = part;
    const here = rows.subarray(from, to);
    tree.means[node] = meanOver(target, here);
    const asks = chooseSplit(tree, node, target, features, here, draw);
    if (asks < 0) continue;
    tree.asks[node] = asks;
    const middle = from + divide(tree, node, features[asks], here);
    tree.left[node] = nodes;
    tree.right[node] = nodes + 1;
    waiting.push({ node: nodes, from, to: middle }, { node: nodes + 1, from: middle, to });
    nodes += 2;
  }
  return tree;
}

/** Draws what is tried at a node: which features, and where each is parted. */
interface Draw {
  readonly tried: () => Uint32Array;
  /** Writes a place to part at into a node; false where the rows are alike in the feature. */
  readonly place: (tree: Tree, node: number, feature: Feature, rows: Uint32Array) => boolean;
}

function openDraw(features: readonly Feature[], stream: Stream): Draw {
  const order = everyIndex(features.length);
  const tried = triedFeatures(features.length);
  const drawn = new Uint32Array(1);
  return {
    tried() {
      if (tried === order.length) return order;
      for (let at = 0; at < tried; at += 1) {
        stream.indexes(drawn, order.length - at);
        const other = at + (drawn[0] ?? 0);
        [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
      }
      return order.subarray(0, tried);
    },
    place(tree, node, feature, rows) {
      tree.missingLeft[node] = stream.share() < 0.5 ? 1 : 0;
      return feature.categories === 0
        ? drawThreshold(tree, node, feature, rows, stream)
        : drawSet(tree, node, feature, rows, stream);
    },
  };
}

function drawThreshold(tree: Tree, node: number, { values }: Feature, rows: Uint32Array, stream: Stream): boolean {
  let low = Infinity;
  let high = -Infinity;
  for (const row of rows) {
    const value = values[row] ?? Number.NaN;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (!(low < high)) return false;
  // Never at the least value, which nothing lies below.
  tree.thresholds[node] = high - stream.share() * (high - low);
  return true;
}

/** Each category goes left or right by chance; where all would go the same way, the first goes left alone. */
function drawSet(tree: Tree, node: number, feature: Feature, rows: Uint32Array, stream: Stream): boolean {
  const present = new Uint8Array(feature.categories);
  for (const row of rows) present[feature.values[row] ?? Number.NaN] = 1;
  const codes = Array.from(present.keys()).filter((code) => present[code] === 1);
  if (codes.length < 2) return false;
  const drawn = codes.filter(() => stream.share() < 0.5);
  const left = drawn.length === 0 || drawn.length === codes.length ? codes.slice(0, 1) : drawn;
  tree.sets.fill(0, node * setWords, (node + 1) * setWords);
  for (const code of left) {
    const word = node * setWords + (code >>> 5);
    tree.sets[word] = (tree.sets[word] ?? 0) | (1 << (code & 31));
  }
  return true;
}

/** Writes the best split that was drawn into a node and says what it asks about; -1 where none parts the rows. */
function chooseSplit(
  tree: Tree,
  node: number,
  target: Float64Array,
  features: readonly Feature[],
  rows: Uint32Array,
  draw: Draw,
): number {
  if (rows.length < 2 * leastRows) return -1;
  let best = -1;
  let most = -Infinity;
  let kept: readonly [threshold: number, set: Uint32Array, missingLeft: number] | undefined;
  for (const at of draw.tried()) {
    const feature = features[at];
    if (feature === undefined || !draw.place(tree, node, feature, rows)) continue;
    const gain = gainOf(tree, node, target, feature, rows);
    if (gain <= most) continue;
    [best, most] = [at, gain];
    const set = tree.sets.slice(node * setWords, (node + 1) * setWords);
    kept = [tree.thresholds[node] ?? 0, set, tree.missingLeft[node] ?? 0];
  }
  if (kept === undefined) return -1;
  const [threshold, set, missingLeft] = kept;
  tree.thresholds[node] = threshold;
  tree.sets.set(set, node * setWords);
  tree.missingLeft[node] = missingLeft;
  return best;
}

/** By how much the squares of the error shrink, but for what all splits have in common; -Infinity for too few rows. */
function gainOf(tree: Tree, node: number, target: Float64Array, feature: Feature, rows: Uint32Array): number {
  const { values, categories } = feature;
  let leftSum = 0;
  let leftCount = 0;
  let sum = 0;
  for (const row of rows) {
    const wanted = target[row] ?? 0;
    sum += wanted;
    if (!goesLeft(tree, node, values[row] ?? Number.NaN, categories)) continue;
    leftSum += wanted;
    leftCount += 1;
  }
  const rightCount = rows.length - leftCount;
  if (leftCount < leastRows || rightCount < leastRows) return -Infinity;
  return leftSum ** 2 / leftCount + (sum - leftSum) ** 2 / rightCount;
}

/** Puts the rows that go left to the front, both parts in their old order, and says how many they are. */
function divide(tree: Tree, node: number, feature: Feature | undefined, rows: Uint32Array): number {
  const right = new Uint32Array(rows.length);
  let leftCount = 0;
  let rightCount = 0;
  for (const row of rows) {
    if (goesLeft(tree, node, feature?.values[row] ?? Number.NaN, feature?.categories ?? 0)) {
      rows[leftCount] = row;
      leftCount += 1;
    } else {
      right[rightCount] = row;
      rightCount += 1;
    }
  }
  rows.set(right.subarray(0, rightCount), leftCount);
  return leftCount;
}

function meanOver(target: Float64Array, rows: Uint32Array): number {
  let sum = 0;
  for (const row of rows) sum += target[row] ?? 0;
  return sum / rows.length;
}
