import type { Capabilities, ClauseRule } from '../../src/contract/capabilities.ts';
import type { Filter } from '../../src/contract/filter.ts';
import { describeFilter } from '../../src/core/query/describe.ts';
import { planSource } from '../../src/core/query/plan.ts';
import { everything } from '../support/memory-adapter.ts';
import { by, clause, metricField } from '../support/questions.ts';

const rules: readonly ClauseRule[] = [
  { fields: ['group'], support: 'absent' },
  { fields: ['status'], operators: ['eq', 'ne'], support: 'exact' },
  { fields: ['metric'], operators: ['lt', 'gt'], support: 'inexact' },
  { fields: ['tag'], operators: ['eq', 'ne', 'in'], operands: ['text'], support: 'exact' },
];
const capabilities: Capabilities = { ...everything, clauses: rules };

const finished = clause({ kind: 'status' }, 'eq', 'FINISHED');
const good = clause(metricField('q'), 'gt', 0.5);
const mine = clause({ kind: 'user' }, 'eq', 'ada');
const team = clause({ kind: 'tag', key: 't' }, 'eq', 'x');
const and = (...filters: Filter[]): Filter => ({ kind: 'and', filters });
const or = (...filters: Filter[]): Filter => ({ kind: 'or', filters });

/** The searches and the residual, spelled out; `-` for a filter that lets everything through. */
function plan(filter: Filter, table = capabilities): readonly [string, string] {
  const { branches, residual } = planSource(filter, [], table);
  const spell = (part: Filter): string => describeFilter(part).replace(/^true$/, '-');
  return [branches.map(spell).join(' | '), spell(residual)];
}

test.each<[string, Filter, string, string]>([
  ['an exact clause is pushed and trusted', finished, 'status eq "FINISHED"', '-'],
  ['an inexact clause is pushed and checked again', good, 'metric.q gt 0.5', 'metric.q gt 0.5'],
  ['an unsupported clause is never pushed', mine, '-', 'user eq "ada"'],
  ['an operator that no rule names is never pushed', clause(metricField('q'), 'isNaN'), '-', 'metric.q isNaN'],
  ['nor is a field', clause({ kind: 'gpuHours' }, 'gt', 2), '-', 'gpuHours gt 2'],
  [
    'conjuncts are split',
    and(finished, good, mine),
    'status eq "FINISHED" and metric.q gt 0.5',
    'metric.q gt 0.5 and user eq "ada"',
  ],
  ['an or of pushable branches becomes two searches', or(finished, team), 'status eq "FINISHED" | tag.t eq "x"', '-'],
  [
    'an or with an inexact branch is checked again as a whole',
    or(finished, good),
    'status eq "FINISHED" | metric.q gt 0.5',
    'status eq "FINISHED" or metric.q gt 0.5',
  ],
  [
    'an or with one branch that cannot be pushed is not pushed',
    or(finished, mine),
    '-',
    'status eq "FINISHED" or user eq "ada"',
  ],
  [
    'of an and inside an or the pushable part is pushed',
    or(and(finished, mine), team),
    'status eq "FINISHED" | tag.t eq "x"',
    '(status eq "FINISHED" and user eq "ada") or tag.t eq "x"',
  ],
  [
    'every way to satisfy two ors is a search',
    and(or(finished, team), or(clause({ kind: 'tag', key: 'u' }, 'eq', 'y'), good)),
    'status eq "FINISHED" and tag.u eq "y" | status eq "FINISHED" and metric.q gt 0.5 | tag.t eq "x" and tag.u eq "y" | tag.t eq "x" and metric.q gt 0.5',
    'tag.u eq "y" or metric.q gt 0.5',
  ],
  [
    'in becomes one search a value where only eq is supported',
    clause({ kind: 'status' }, 'in', 'FAILED', 'KILLED'),
    'status eq "FAILED" | status eq "KILLED"',
    '-',
  ],
  [
    'notIn becomes ne for every value',
    clause({ kind: 'status' }, 'notIn', 'FAILED', 'KILLED'),
    'status ne "FAILED" and status ne "KILLED"',
    '-',
  ],
  [
    'in stays one search where it is supported',
    clause({ kind: 'tag', key: 't' }, 'in', 'a', 'b'),
    'tag.t in ["a", "b"]',
    '-',
  ],
  [
    'in with more values than searches are worth stays with the gateway',
    clause({ kind: 'status' }, 'in', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'),
    '-',
    Array.from('abcdefghi', (letter) => `status eq "${letter}"`).join(' or '),
  ],
  ['an operand of another kind is another clause', clause({ kind: 'tag', key: 't' }, 'eq', 1), '-', 'tag.t eq 1'],
  ['an empty in matches nothing, and nobody is asked', clause({ kind: 'status' }, 'in'), '', '-'],
  ['an empty or matches nothing, and nobody is asked', or(), '', '-'],
  ['an empty and matches everything', and(), '-', '-'],
  ['a value that no run there has matches nothing, and nobody is asked', clause({ kind: 'group' }, 'ne', 'g'), '', '-'],
  ['a value that no run there has is missing everywhere', clause({ kind: 'group' }, 'missing'), '-', '-'],
  [
    'what is always missing leaves the rest of an or',
    or(clause({ kind: 'group' }, 'eq', 'g'), finished),
    'status eq "FINISHED"',
    '-',
  ],
])('%s', (_name, filter, branches, residual) => {
  expect(plan(filter)).toEqual([branches, residual]);
});

test('what is beyond the number of clauses that a tracker takes is checked by the gateway', () => {
  const many = and(...Array.from('abcde', (letter) => clause({ kind: 'tag', key: letter }, 'eq', 'x')));
  const [branches, residual] = plan(many, { ...capabilities, limits: { ...capabilities.limits, clauses: 3 } });
  expect(branches).toBe('tag.a eq "x" and tag.b eq "x" and tag.c eq "x"');
  expect(residual).toBe('tag.d eq "x" and tag.e eq "x"');
});

test('a tracker that takes or is asked once', () => {
  const [branches, residual] = plan(or(finished, team), { ...capabilities, or: true });
  expect([branches, residual]).toEqual(['status eq "FINISHED" or tag.t eq "x"', '-']);
});

const sorting: Capabilities = {
  ...everything,
  clauses: rules,
  sorts: [{ fields: ['startedAt', 'status'] }, { fields: ['metric'], splitsMissing: true }],
};

test.each([
  ['the default order is by start time', [], 'NATIVE', 'nothing'],
  ['a sort that the tracker promises is left to it', [by({ kind: 'status' })], 'NATIVE', 'nothing'],
  ['a sort that it does not promise is done here', [by({ kind: 'name' })], 'GATEWAY', 'nothing'],
  ['one key that it does not promise is enough', [by({ kind: 'status' }), by({ kind: 'name' })], 'GATEWAY', 'nothing'],
  ['NaN rows that the tracker keeps apart are put right', [by(metricField('q'))], 'NATIVE', 'nan'],
  ['two such keys are too many', [by(metricField('q')), by(metricField('p'))], 'GATEWAY', 'nothing'],
  ['a value that no run has orders nothing', [by({ kind: 'group' }), by({ kind: 'status' })], 'NATIVE', 'nothing'],
  ['the source is the same for all of its runs', [by({ kind: 'source' }, true)], 'NATIVE', 'nothing'],
] as const)('sort: %s', (_name, order, sort, repair) => {
  expect(planSource(and(), order, sorting)).toMatchObject({ sort, repair });
});

test('a tracker that leaves ties in any order has them put right', () => {
  expect(planSource(and(), [by({ kind: 'status' })], { ...sorting, ties: 'none' })).toMatchObject({ repair: 'ties' });
});

test('the plan says in sentences what the gateway does and why', () => {
  const { reasons } = planSource(and(finished, good, mine), [by({ kind: 'name' })], capabilities);
  expect(reasons).toEqual([
    'metric.q gt 0.5 is checked by the gateway: the tracker may return too much',
    'user eq "ada" is checked by the gateway: the tracker cannot evaluate it',
    'the gateway sorts by name ASC: the tracker does not in the order promised',
  ]);
});
