import { RE2JS, RE2JSException } from 're2js';
import type { Value } from '../../../src/contract/value.ts';
import { isList } from '../../../src/contract/value.ts';
import type { Operation } from './condition.ts';
import { InvalidQuestion } from './invalid-question.ts';
import type { Operators } from './question.ts';

/** The operators of one clause, all of which must hold. Refuses what has no meaning. */
export function readOperations<T>(clause: Operators<T>, readOperand: (input: T) => Value): readonly Operation[] {
  const ignoreCase = clause.ignoreCase === true;
  const operations = [
    ...given(clause.eq).map((input) => ({ operator: 'eq', operand: readOperand(input), ignoreCase }) as const),
    ...given(clause.ne).map((input) => ({ operator: 'ne', operand: readOperand(input), ignoreCase }) as const),
    ...given(clause.lt).map((input) => ({ operator: 'lt', operand: ordered(readOperand(input)) }) as const),
    ...given(clause.lte).map((input) => ({ operator: 'lte', operand: ordered(readOperand(input)) }) as const),
    ...given(clause.gt).map((input) => ({ operator: 'gt', operand: ordered(readOperand(input)) }) as const),
    ...given(clause.gte).map((input) => ({ operator: 'gte', operand: ordered(readOperand(input)) }) as const),
    ...given(clause.in).map((inputs) => {
      const operands = inputs.flatMap(given).map(readOperand);
      return { operator: 'in', operands, ignoreCase } as const;
    }),
    ...given(clause.contains).map((operand) => ({ operator: 'contains', operand, ignoreCase }) as const),
    ...given(clause.startsWith).map((operand) => ({ operator: 'startsWith', operand, ignoreCase }) as const),
    ...given(clause.endsWith).map((operand) => ({ operator: 'endsWith', operand, ignoreCase }) as const),
    ...given(clause.matches).map((input) => ({ operator: 'matches', operand: pattern(input), ignoreCase }) as const),
    ...given(clause.exists).map((operand) => ({ operator: 'exists', operand }) as const),
    ...given(clause.isNaN).map((operand) => ({ operator: 'isNaN', operand }) as const),
  ];
  if (operations.length === 0) throw new InvalidQuestion('a clause needs an operator');
  return operations;
}

function given<T>(operand: T | null | undefined): readonly T[] {
  if (operand === null) throw new InvalidQuestion('no comparison with null holds: use exists');
  return operand === undefined ? [] : [operand];
}

function ordered(operand: Value): Value {
  if (typeof operand === 'boolean') throw new InvalidQuestion('booleans are in no order');
  if (isList(operand)) throw new InvalidQuestion('lists are in no order');
  return operand;
}

function pattern(text: string): string {
  try {
    RE2JS.compile(text);
    return text;
  } catch (error) {
    if (error instanceof RE2JSException) throw new InvalidQuestion(`not an RE2 pattern: ${text}`);
    throw error;
  }
}
