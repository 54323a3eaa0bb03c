import { RungraphError } from '../../contract/error.ts';
import type { Value } from '../../contract/value.ts';
import { normalKey, normalValue } from '../compare/normal-form.ts';
import { compareText } from '../rows/compare-values.ts';
import { compareSortValues, sortableValue } from '../query/sort-values.ts';

/** Runs whose values are the same by normal form. */
export interface Group {
  /** One value for each thing that is grouped by; null is missing. */
  readonly key: readonly Value[];
  /** The same as a text that no other group has: it names the group's stream of random numbers. */
  readonly name: string;
  /** Indexes of its runs, in their order. */
  readonly rows: readonly number[];
}

export const mostGroups = 1000;

/**
 * Runs by their tuples of values, in the order of a sort by them: missing values last.
 * @param tuples One for each run; undefined and null are missing, which is a value of its own here.
 * @throws INVALID_QUERY for more groups than anybody can look at.
 */
export function groupBy(tuples: readonly (readonly (Value | undefined)[])[]): readonly Group[] {
  const groups = new Map<string, { readonly key: readonly Value[]; readonly rows: number[] }>();
  tuples.forEach((tuple, row) => {
    const name = JSON.stringify(tuple.map(normalKey));
    const group = groups.get(name);
    if (group === undefined) groups.set(name, { key: tuple.map((value) => normalValue(value ?? null)), rows: [row] });
    else group.rows.push(row);
  });
  if (groups.size > mostGroups) {
    const advice = 'group by something with fewer values';
    throw new RungraphError(
      'INVALID_QUERY',
      `by: there are ${groups.size} groups, and at most ${mostGroups} are told; ${advice}.`,
    );
  }
  return [...groups]
    .map(([name, group]) => ({ name, ...group }))
    .sort((a, b) => compareKeys(a.key, b.key) || compareText(a.name, b.name));
}

function compareKeys(a: readonly Value[], b: readonly Value[]): number {
  for (let at = 0; at < a.length; at += 1) {
    const order = compareSortValues(sortableValue(a[at], null), sortableValue(b[at], null), false);
    if (order !== 0) return order;
  }
  return 0;
}
