import type { Filter } from '../../src/contract/filter.ts';
import { describeFilter } from '../../src/core/query/describe.ts';
import { pushNegation, type AskedFilter } from '../../src/core/query/push-negation.ts';
import { clause, metricField } from '../support/questions.ts';

const less = clause(metricField('q'), 'lt', 1);
const named = clause({ kind: 'name' }, 'contains', 'a');
const not = (filter: AskedFilter): AskedFilter => ({ kind: 'not', filter });
const and = (...filters: AskedFilter[]): AskedFilter => ({ kind: 'and', filters });
const or = (...filters: AskedFilter[]): AskedFilter => ({ kind: 'or', filters });

test.each<[string, AskedFilter, string]>([
  ['not lt is gte', not(less), 'metric.q gte 1'],
  ['not eq is ne', not(clause({ kind: 'name' }, 'eq', 'a')), 'name ne "a"'],
  ['not in is notIn', not(clause({ kind: 'name' }, 'in', 'a')), 'name notIn ["a"]'],
  ['not contains is notContains', not(named), 'name notContains "a"'],
  ['not exists is missing', not(clause({ kind: 'name' }, 'exists')), 'name missing'],
  ['not isNaN is there and not NaN', not(clause(metricField('q'), 'isNaN')), 'metric.q notNaN'],
  ['twice is nothing', not(not(less)), 'metric.q lt 1'],
  ['De Morgan for and', not(and(less, named)), 'metric.q gte 1 or name notContains "a"'],
  ['De Morgan for or', not(or(less, named)), 'metric.q gte 1 and name notContains "a"'],
  ['the negation of nothing to hold is false', not(and()), 'false'],
  ['the negation of no way to hold is true', not(or()), 'true'],
  [
    'what is nested without need is flat',
    and(and(less), and(named, and(less))),
    'metric.q lt 1 and name contains "a" and metric.q lt 1',
  ],
  ['also when negated', not(or(less, or(named, less))), 'metric.q gte 1 and name notContains "a" and metric.q gte 1'],
])('%s', (_name, asked, expected) => {
  const pushed: Filter = pushNegation(asked);
  expect(describeFilter(pushed)).toBe(expected);
});
