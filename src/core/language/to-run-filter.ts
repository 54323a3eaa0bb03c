import type { Clause, Filter } from '../../contract/filter.ts';
import { negations } from '../../contract/filter.ts';
import type { Json } from '../../contract/value.ts';
import type { AskedFilter } from '../query/push-negation.ts';
import { canonicalFilter } from './canonical-filter.ts';

type JsonObject = { readonly [key: string]: Json };

/** A filter in the shape of the public input `RunFilter`: what a client would send in place of the text. */
export function toRunFilter(asked: AskedFilter): JsonObject {
  return spell(canonicalFilter(asked));
}

function spell(filter: Filter): JsonObject {
  if (filter.kind === 'clause') return spellClause(filter);
  if (filter.kind === 'and' && filter.filters.length === 0) return {};
  return { [filter.kind]: filter.filters.map(spell) };
}

/** Operators that only a negation has go behind `not`. */
const negated: readonly Clause['operator'][] = ['notIn', 'notContains', 'notStartsWith', 'notEndsWith', 'notMatches'];

function spellClause(clause: Clause): JsonObject {
  if (negated.includes(clause.operator)) {
    return { not: spellClause({ ...clause, operator: negations[clause.operator] }) };
  }
  const { field } = clause;
  const operator = { ...spellOperator(clause), ...(clause.ignoreCase ? { ignoreCase: true } : {}) };
  switch (field.kind) {
    case 'metric': {
      const { key, context, aggregate } = field;
      return { metric: { key, ...(context === undefined ? {} : { context }), aggregate, ...operator } };
    }
    case 'param':
    case 'tag':
    case 'namePart':
      return { [field.kind]: { key: field.key, ...operator } };
    default:
      return { [field.kind === 'parentRef' ? 'parent' : field.kind]: operator };
  }
}

function spellOperator({ field, operator, operands }: Clause): JsonObject {
  const time = field.kind === 'startedAt' || field.kind === 'endedAt';
  const spelled = operands.map((operand): Json => (time ? new Date(Number(operand)).toISOString() : operand));
  switch (operator) {
    case 'exists':
    case 'missing':
      return { exists: operator === 'exists' };
    case 'isNaN':
    case 'notNaN':
      return { isNaN: operator === 'isNaN' };
    case 'in':
      return { in: spelled };
    default:
      return { [operator]: spelled[0] ?? null };
  }
}
