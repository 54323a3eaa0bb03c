import type { Filter } from '../../contract/filter.ts';
import { allOf, conjunctsOf } from './simplify.ts';

/**
 * The most searches that one `or` becomes at a source that takes no `or`. More would cost more calls than reading on.
 */
const mostBranches = 8;

export interface Branches {
  readonly branches: readonly Filter[];
  /** Disjunctions that were not split, for the gateway to check. */
  readonly left: readonly Filter[];
}

/**
 * Turns conjuncts into searches. A source that takes `or` gets one search. Others get one for every way to satisfy the
 * disjunctions.
 */
export function splitBranches(conjuncts: readonly Filter[], takesOr: boolean): Branches {
  if (takesOr) return { branches: [allOf(conjuncts)], left: [] };
  let branches: readonly Filter[][] = [[]];
  const left: Filter[] = [];
  for (const conjunct of conjuncts) {
    const ways = waysOf(conjunct);
    if (ways === undefined || ways.length * branches.length > mostBranches) left.push(conjunct);
    else branches = branches.flatMap((branch) => ways.map((way) => [...branch, ...way]));
  }
  return { branches: branches.map((branch) => allOf(branch)), left };
}

/** The ways to satisfy a filter, each a list of clauses that must all hold; undefined where they are too many. */
function waysOf(filter: Filter): readonly (readonly Filter[])[] | undefined {
  if (filter.kind === 'clause') return [[filter]];
  if (filter.kind === 'or') {
    const ways: (readonly Filter[])[] = [];
    for (const part of filter.filters) {
      const inner = waysOf(part);
      if (inner === undefined || ways.length + inner.length > mostBranches) return undefined;
      ways.push(...inner);
    }
    return ways;
  }
  let ways: readonly (readonly Filter[])[] = [[]];
  for (const part of conjunctsOf(filter)) {
    const inner = waysOf(part);
    if (inner === undefined || ways.length * inner.length > mostBranches) return undefined;
    ways = ways.flatMap((way) => inner.map((more) => [...way, ...more]));
  }
  return ways;
}
