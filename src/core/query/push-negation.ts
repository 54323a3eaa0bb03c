import { negations, type Clause, type Filter } from '../../contract/filter.ts';

/** A filter as people write it: with `not` anywhere. */
export type AskedFilter =
  | Clause
  | { readonly kind: 'and'; readonly filters: readonly AskedFilter[] }
  | { readonly kind: 'or'; readonly filters: readonly AskedFilter[] }
  | { readonly kind: 'not'; readonly filter: AskedFilter };

/** Moves every negation into the clauses, by De Morgan, and flattens what is nested without need. */
export function pushNegation(asked: AskedFilter, negated = false): Filter {
  switch (asked.kind) {
    case 'clause':
      return negated ? { ...asked, operator: negations[asked.operator] } : asked;
    case 'not':
      return pushNegation(asked.filter, !negated);
    default: {
      const kind = (asked.kind === 'and') === negated ? 'or' : 'and';
      const parts = asked.filters.map((part) => pushNegation(part, negated));
      const flat = parts.flatMap((part) => (part.kind === kind ? part.filters : [part]));
      return flat.length === 1 && flat[0] !== undefined ? flat[0] : { kind, filters: flat };
    }
  }
}
