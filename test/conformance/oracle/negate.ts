import type { Condition, ListOperator, Operation, OrderOperator, EqualityOperator } from './condition.ts';
import { negatedTextOperator } from './condition.ts';

const negatedOrder = { lt: 'gte', gte: 'lt', lte: 'gt', gt: 'lte' } as const satisfies Record<
  OrderOperator,
  OrderOperator
>;
const negatedEquality = { eq: 'ne', ne: 'eq' } as const satisfies Record<EqualityOperator, EqualityOperator>;
const negatedList = { in: 'notIn', notIn: 'in' } as const satisfies Record<ListOperator, ListOperator>;

/** The negation of a condition, by De Morgan down to the operators. It is not the set complement: missing stays out. */
export function negate(condition: Condition): Condition {
  if (condition.kind === 'clause') return { ...condition, operation: negateOperation(condition.operation) };
  return { kind: condition.kind === 'and' ? 'or' : 'and', of: condition.of.map(negate) };
}

function negateOperation(operation: Operation): Operation {
  switch (operation.operator) {
    case 'eq':
    case 'ne':
      return { ...operation, operator: negatedEquality[operation.operator] };
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return { ...operation, operator: negatedOrder[operation.operator] };
    case 'in':
    case 'notIn':
      return { ...operation, operator: negatedList[operation.operator] };
    case 'exists':
    case 'isNaN':
      return { ...operation, operand: !operation.operand };
    default:
      return { ...operation, operator: negatedTextOperator[operation.operator] };
  }
}
