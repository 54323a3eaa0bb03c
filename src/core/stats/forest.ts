import { everyIndex, pick } from './indexes.ts';
import { isLogarithmic, type Column } from './columns.ts';
import { growTree } from './grow-tree.ts';
import { quantileOf } from './quantile.ts';
import { scale } from './scale.ts';
import { openStream, shuffled, type Stream } from './stream.ts';
import { leafOf, leafWith, type Feature, type Tree } from './tree.ts';

/** What mixing up a column costs the forest's predictions: the mean over the permutations, and how far it varies. */
export interface ColumnCost {
  readonly cost: number;
  /** The 5th and the 95th percentile. */
  readonly low: number;
  readonly high: number;
}

export const trees = 64;
export const permutations = 30;
/** Rows that predictions are made for: more of them would only take longer. */
export const mostPredicted = 1000;

/**
 * Permutation importance over extremely randomised trees (Geurts, Ernst and Wehenkel, Extremely randomized trees, 2006;
 * Breiman, Random forests, 2001): by how much the mean squared error grows while one column is mixed up, in shares of the
 * target's variance. The rows are put in an order of their own, and all that is drawn comes from the seed.
 * @param target One finite value a run.
 */
export function forestCosts(target: Float64Array, columns: readonly Column[], seed: number): readonly ColumnCost[] {
  const features = columns.map(toFeature);
  const order = orderRows(target, features);
  const rows = scale(pick(target, order)).values;
  const sorted = features.map((feature) => ({ ...feature, values: pick(feature.values, order) }));
  const asked = spread(rows.length);
  const wanted = pick(rows, asked);
  const inAsked = sorted.map((feature) => ({ ...feature, values: pick(feature.values, asked) }));
  const forest = Array.from({ length: trees }, (_tree, at) =>
    growTree(rows, sorted, openStream(seed, 'tree', String(at))),
  );
  const judged = judge(forest, inAsked, wanted);
  return columns.map((_column, at) => costOf(judged, at, openStream(seed, 'permutation', String(at))));
}

/** Steps of a factor count as steps of a difference where a column spans several orders of magnitude. */
function toFeature(column: Column): Feature {
  if (column.kind === 'categorical') {
    const values = Float64Array.from(column.codes, (code) => (code < 0 ? Number.NaN : code));
    return { values, categories: column.categories };
  }
  let low = Infinity;
  let high = -Infinity;
  for (const value of column.values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { values: isLogarithmic(low, high) ? column.values.map(Math.log) : column.values, categories: 0 };
}

/** By target, then by the columns in turn; missing values last. */
function orderRows(target: Float64Array, features: readonly Feature[]): Uint32Array {
  const keys = [target, ...features.map(({ values }) => values)];
  return everyIndex(target.length).sort((a, b) => {
    for (const key of keys) {
      const [left = 0, right = 0] = [key[a], key[b]];
      if (left < right || (Number.isNaN(right) && !Number.isNaN(left))) return -1;
      if (left > right || (Number.isNaN(left) && !Number.isNaN(right))) return 1;
    }
    return 0;
  });
}

/** All rows, or as many as are predicted, evenly spread over the order of the target. */
function spread(count: number): Uint32Array {
  const asked = Math.min(count, mostPredicted);
  return Uint32Array.from({ length: asked }, (_row, at) => Math.floor((at * count) / asked));
}

/** A forest with its predictions, and which of them can change when a feature is mixed up. */
interface Judged {
  readonly forest: readonly Tree[];
  readonly features: readonly Feature[];
  readonly wanted: Float64Array;
  /** The sum of what the trees predict, for each row. */
  readonly guesses: Float64Array;
  /** For each feature: the trees and rows on whose way it is asked, as tree · rows + row. */
  readonly touched: readonly (readonly number[])[];
  /** What each tree predicts for each row, in that numbering. */
  readonly single: Float64Array;
}

function judge(forest: readonly Tree[], features: readonly Feature[], wanted: Float64Array): Judged {
  const count = wanted.length;
  const single = new Float64Array(forest.length * count);
  const guesses = new Float64Array(count);
  const touched: number[][] = features.map(() => []);
  forest.forEach((tree, at) => {
    for (let row = 0; row < count; row += 1) {
      const place = at * count + row;
      const leaf = leafOf(tree, features, row, (feature) => {
        const places = touched[feature];
        if (places?.at(-1) !== place) places?.push(place);
      });
      const mean = tree.means[leaf] ?? 0;
      single[place] = mean;
      guesses[row] = (guesses[row] ?? 0) + mean;
    }
  });
  return { forest, features, wanted, guesses, touched, single };
}

function costOf(judged: Judged, feature: number, stream: Stream): ColumnCost {
  const { wanted, guesses, forest } = judged;
  const plain = squaredError(guesses, wanted, forest.length);
  const variance = spreadOf(wanted);
  const costs = new Float64Array(permutations).map(() => {
    const others = shuffled(wanted.length, stream);
    return variance === 0
      ? 0
      : (squaredError(guessesWith(judged, feature, others), wanted, forest.length) - plain) / variance;
  });
  const cost = costs.reduce((sum, one) => sum + one, 0) / permutations;
  costs.sort();
  return { cost, low: quantileOf(costs, 0.05), high: quantileOf(costs, 0.95) };
}

/** The predictions while one feature of each row is another row's: only ways that ask about it can lead elsewhere. */
function guessesWith(judged: Judged, mixed: number, others: Uint32Array): Float64Array {
  const { forest, features, single, touched } = judged;
  const count = others.length;
  const guesses = judged.guesses.slice();
  for (const place of touched[mixed] ?? []) {
    const row = place % count;
    const tree = forest[(place - row) / count];
    if (tree === undefined) continue;
    const leaf = leafWith(tree, features, row, mixed, others[row] ?? 0);
    guesses[row] = (guesses[row] ?? 0) + (tree.means[leaf] ?? 0) - (single[place] ?? 0);
  }
  return guesses;
}

function squaredError(guesses: Float64Array, wanted: Float64Array, count: number): number {
  let sum = 0;
  for (let row = 0; row < wanted.length; row += 1) sum += ((guesses[row] ?? 0) / count - (wanted[row] ?? 0)) ** 2;
  return sum / wanted.length;
}

function spreadOf(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
}
