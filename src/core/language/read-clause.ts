import { isRungraphError } from '../../contract/error.ts';
import type { Clause, Filter, Operator } from '../../contract/filter.ts';
import { negations } from '../../contract/filter.ts';
import { runStatuses } from '../../contract/run.ts';
import { checkClause } from '../query/check-clause.ts';
import { compileTest } from '../query/evaluate.ts';
import { settleList } from './canonical-filter.ts';
import type { Clock } from './clock.ts';
import { readLike } from './like.ts';
import { readOperand, type Operand } from './read-literal.ts';
import { readSubject, type Subject } from './read-subject.ts';
import type { ClauseNode, Spot, Test, TextTest } from './syntax.ts';
import type { Refuse } from './where-error.ts';

/** One comparison of the text as one of the filter tree. */
export function readClause({ subject: node, test }: ClauseNode, clock: Clock, refuse: Refuse): Filter {
  const subject = readSubject(node, refuse);
  const { takes } = subject;
  switch (test.kind) {
    case 'compare': {
      const { operator, spot } = test;
      const ordering = operator !== 'eq' && operator !== 'ne';
      if (ordering && ['text', 'id', 'status'].includes(takes)) {
        refuse(spot, `${subject.name} has no order: use = or in${takes === 'text' ? ', contains, like or ~' : ''}.`);
      }
      const operand = readOperand(test.operand, subject, clock, refuse);
      if (ordering && operand.ignoreCase) refuse(test.operand.spot, 'The order of texts heeds case: leave the i out.');
      return build(subject, operator, [operand], spot, refuse);
    }
    case 'in': {
      const operands = test.operands.map((literal) => readOperand(literal, subject, clock, refuse));
      const texts = operands.filter(({ value }) => typeof value === 'string');
      const lowered = texts.filter(({ ignoreCase }) => ignoreCase).length;
      if (lowered > 0 && lowered < texts.length) refuse(test.spot, 'All texts of a list carry i, or none does.');
      return settleList(build(subject, test.negated ? 'notIn' : 'in', operands, test.spot, refuse));
    }
    case 'is':
      return readState(subject, test, refuse);
    case 'text':
      return readTextTest(subject, test, clock, refuse);
  }
}

function build(subject: Subject, operator: Operator, operands: readonly Operand[], spot: Spot, refuse: Refuse): Clause {
  const clause: Clause = {
    kind: 'clause',
    field: subject.field,
    operator,
    operands: operands.map(({ value }) => value),
    ignoreCase: operands.some(({ ignoreCase }) => ignoreCase),
  };
  try {
    checkClause(clause);
  } catch (error) {
    if (isRungraphError(error)) refuse(spot, error.message);
    throw error;
  }
  return clause;
}

function readState(subject: Subject, test: Extract<Test, { kind: 'is' }>, refuse: Refuse): Filter {
  if (test.state === 'nan') {
    if (subject.takes !== 'number') refuse(test.spot, `Only a metric or another number can be NaN.`);
    return build(subject, test.negated ? 'notNaN' : 'isNaN', [], test.spot, refuse);
  }
  if (subject.takes === 'status') refuse(test.spot, "Every run has a status; one that nobody told is 'UNKNOWN'.");
  return build(subject, test.negated ? 'exists' : 'missing', [], test.spot, refuse);
}

const operators = {
  contains: 'contains',
  startswith: 'startsWith',
  endswith: 'endsWith',
  matches: 'matches',
} as const;

function readTextTest(subject: Subject, test: TextTest, clock: Clock, refuse: Refuse): Filter {
  const { takes } = subject;
  const { spot, negated, word } = test;
  if (takes === 'number' || takes === 'time') {
    refuse(spot, `${subject.name} is no text: compare it with =, <, <=, > or >=.`);
  }
  const { operand } = test;
  if (operand.kind === 'bare') return refuse(operand.spot, `A text stands in quotes: '${operand.text}'.`);
  if (operand.kind !== 'text') return refuse(operand.spot, 'A text in quotes is needed here.');
  const like = word === 'like' || word === 'ilike';
  const found = like ? readLike(operand.text) : { operator: operators[word], operand: operand.text };
  const ignoreCase = operand.ignoreCase || word === 'ilike';
  const operator = negated ? negations[found.operator] : found.operator;
  if (takes === 'status') return statusList(subject, operator, found.operand, ignoreCase);
  if (takes === 'id' && found.operator === 'eq' && !ignoreCase) {
    const literal = { ...operand, text: found.operand };
    return build(subject, operator, [readOperand(literal, subject, clock, refuse)], spot, refuse);
  }
  if (takes === 'id') refuse(spot, 'An id is compared by =, != and in alone, and case counts.');
  return build(subject, operator, [{ value: found.operand, ignoreCase }], spot, refuse);
}

/** There are six statuses: a test of their text is a list of those that pass. */
function statusList({ field }: Subject, operator: Operator, text: string, ignoreCase: boolean): Filter {
  const test = compileTest({ kind: 'clause', field, operator, operands: [text], ignoreCase });
  const operands = runStatuses.filter((value) => test({ value, text: null }));
  return settleList({ kind: 'clause', field, operator: 'in', operands, ignoreCase: false });
}
