import { isLogarithmic, type CategoricalColumn, type Column, type NumericColumn } from './columns.ts';

/** How many runs lie at each place of a column. */
export interface Grid {
  readonly all: Float64Array;
  readonly best: Float64Array;
  /** Whether neighbouring places are near each other; categories are not. */
  readonly ordered: boolean;
}

/** Places that a range of numbers is cut into. */
const mostPlaces = 50;

/** Undefined for a column with one value, which decides nothing. */
export function countOnGrid(column: Column, all: Uint32Array, best: Uint32Array): Grid | undefined {
  return column.kind === 'numeric' ? countNumbers(column, all, best) : countCategories(column, all, best);
}

function countCategories(
  { codes, categories }: CategoricalColumn,
  all: Uint32Array,
  best: Uint32Array,
): Grid | undefined {
  if (categories < 2) return undefined;
  const count = (rows: Uint32Array): Float64Array => {
    const counts = new Float64Array(categories);
    for (const row of rows) addOne(counts, codes[row] ?? 0);
    return counts;
  };
  return { all: count(all), best: count(best), ordered: false };
}

function countNumbers({ values, whole }: NumericColumn, all: Uint32Array, best: Uint32Array): Grid | undefined {
  let [least, greatest] = [Infinity, -Infinity];
  for (const row of all) {
    const value = values[row] ?? 0;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  if (!(least < greatest)) return undefined;
  const logarithmic = isLogarithmic(least, greatest);
  const places = placesOf(least, greatest, whole, logarithmic);
  const toScale = logarithmic ? Math.log : (value: number): number => value;
  const low = toScale(least);
  const step = (toScale(greatest) - low) / (places - 1);
  const count = (rows: Uint32Array): Float64Array => {
    const counts = new Float64Array(places);
    for (const row of rows) {
      // Half-way between two places counts for the lower one.
      const place = Math.ceil((toScale(values[row] ?? 0) - low) / step - 0.5);
      addOne(counts, Math.max(0, Math.min(places - 1, place)));
    }
    return counts;
  };
  return { all: count(all), best: count(best), ordered: true };
}

/** Integers have at most a place each, or one for each power of two. */
function placesOf(least: number, greatest: number, whole: boolean, logarithmic: boolean): number {
  if (!whole) return mostPlaces;
  const integers = greatest - least + 1;
  return Math.min(mostPlaces, logarithmic ? Math.ceil(Math.log(integers) / Math.log(2)) + 1 : Math.round(integers));
}

function addOne(counts: Float64Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}
