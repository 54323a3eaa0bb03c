import type { Filter } from '../../src/contract/filter.ts';
import { describeFilter } from '../../src/core/query/describe.ts';
import { filterAtSource } from '../../src/core/query/filter-at-source.ts';
import { clause } from '../support/questions.ts';

const source = { kind: 'source' } as const;
const parent = { kind: 'parentRef' } as const;
const native = { kind: 'parent' } as const;
const or = (...filters: Filter[]): Filter => ({ kind: 'or', filters });
const other = clause({ kind: 'user' }, 'eq', 'ada');

test.each<[string, Filter, Filter | 'true' | 'false']>([
  ['its own id is true', clause(source, 'eq', 'lab'), 'true'],
  ['another id is false', clause(source, 'eq', 'prod'), 'false'],
  ['so is what is not in a list', clause(source, 'in', 'prod', 'dev'), 'false'],
  ['a source is always there', clause(source, 'missing'), 'false'],
  ['what is false leaves the rest of an or', or(clause(source, 'eq', 'prod'), other), other],
  ['a parent of it is its native id', clause(parent, 'eq', 'lab/a/1'), clause(native, 'eq', 'a/1')],
  ['a parent elsewhere is nobody here', clause(parent, 'eq', 'prod/1'), 'false'],
  ['of a list its own are kept', clause(parent, 'in', 'prod/1', 'lab/2'), clause(native, 'in', '2')],
  ['a list of others holds nobody', clause(parent, 'in', 'prod/1'), 'false'],
  ['another parent than one elsewhere is any', clause(parent, 'ne', 'prod/1'), clause(native, 'exists')],
  ['another parent than one of its own', clause(parent, 'ne', 'lab/1'), clause(native, 'ne', '1')],
  ['none of others is any', clause(parent, 'notIn', 'prod/1'), clause(native, 'notIn')],
  ['presence is the same', clause(parent, 'missing'), clause(native, 'missing')],
  ['a part of the text is left to the gateway', clause(parent, 'contains', 'lab'), clause(parent, 'contains', 'lab')],
])('at lab: %s', (_name, filter, expected) => {
  const found = filterAtSource(filter, 'lab');
  if (typeof expected === 'string') expect(describeFilter(found)).toBe(expected);
  else expect(found).toEqual(expected);
});
