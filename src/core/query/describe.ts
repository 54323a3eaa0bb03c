import type { Clause, Field, Filter, SortKey } from '../../contract/filter.ts';
import type { Value } from '../../contract/value.ts';
import { canonicalJson } from '../../contract/canonical-json.ts';

/** A clause in the words of the public schema, for reports, plans and error messages. */
export function describeClause(clause: Clause): string {
  const operands = clause.operands.map(describeOperand);
  const list = clause.operator === 'in' || clause.operator === 'notIn';
  const right = list ? `[${operands.join(', ')}]` : operands.join('');
  return [describeField(clause.field), clause.operator, right, clause.ignoreCase ? 'ignoreCase' : '']
    .filter((word) => word !== '')
    .join(' ');
}

export function describeFilter(filter: Filter): string {
  if (filter.kind === 'clause') return describeClause(filter);
  if (filter.filters.length === 0) return filter.kind === 'and' ? 'true' : 'false';
  return filter.filters
    .map((part) => (part.kind === 'clause' ? describeFilter(part) : `(${describeFilter(part)})`))
    .join(` ${filter.kind} `);
}

export function describeSort(key: SortKey): string {
  return `${describeField(key.field)} ${key.descending ? 'DESC' : 'ASC'}`;
}

export function describeField(field: Field): string {
  switch (field.kind) {
    case 'param':
    case 'tag':
      return `${field.kind}.${field.key}`;
    case 'namePart':
      return `names.${field.key}`;
    case 'parentRef':
      return 'parent';
    case 'metric': {
      const context = field.context === undefined ? '' : canonicalJson(field.context);
      return `metric.${field.key}${context}${field.aggregate === 'LAST' ? '' : `.${field.aggregate}`}`;
    }
    default:
      return field.kind;
  }
}

function describeOperand(value: Value): string {
  return canonicalJson(value);
}
