import type { Clause, FieldKind, Filter } from '../../contract/filter.ts';
import { pushNegation, type AskedFilter } from '../query/push-negation.ts';
import { always, never, rewrite } from '../query/simplify.ts';

/** A filter without `not`, without nesting that says nothing, and without parts that always or never hold. */
export function canonicalFilter(asked: AskedFilter): Filter {
  return rewrite(pushNegation(asked), settleList);
}

/** What every run has a value of. */
const everywhere: readonly FieldKind[] = ['id', 'status', 'source'];

/** No run is one of none; where every run has a value, it is none of none. */
export function settleList(clause: Clause): Filter {
  if (clause.operands.length > 0) return clause;
  if (clause.operator === 'in') return never;
  return clause.operator === 'notIn' && everywhere.includes(clause.field.kind) ? always : clause;
}
