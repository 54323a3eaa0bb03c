import type { Capabilities } from '../../../src/contract/capabilities.ts';
import type { Clause, Field, Operator } from '../../../src/contract/filter.ts';
import type { MetricContext } from '../../../src/contract/value.ts';
import { aliasesOf } from '../../../src/core/keys/source-aliases.ts';
import { widenClause } from '../../../src/core/keys/widen-clause.ts';
import { describeFilter } from '../../../src/core/query/describe.ts';
import { planSource } from '../../../src/core/query/plan.ts';
import { everything } from '../../support/memory-adapter.ts';

// What a clause about a key with other names is in the tracker's own words.

const aliases = aliasesOf(
  {
    params: { lr: ['learning_rate', { source: 'lab', key: 'rate' }, { source: 'other', key: 'eta' }] },
    metrics: {
      loss: ['train/loss', { key: 'score', context: { subset: 'val' } }],
      best: ['score'],
      acc: ['accuracy'],
    },
    tags: { stage: ['phase'] },
  },
  'lab',
);

function clause(field: Field, operator: Operator = 'gt'): Clause {
  const bare = operator === 'missing' || operator === 'exists';
  return { kind: 'clause', field, operator, operands: bare ? [] : [1], ignoreCase: false };
}
const param = (key: string): Field => ({ kind: 'param', key });
const tag = (key: string): Field => ({ kind: 'tag', key });
const metric = (key: string, context?: MetricContext): Field => ({ kind: 'metric', key, context, aggregate: 'LAST' });

test.each<[string, Clause, string | null]>([
  ['every name of this source', clause(param('lr')), 'param.lr gt 1 or param.learning_rate gt 1 or param.rate gt 1'],
  ['a name alone, where runs may keep it', clause(param('learning_rate')), 'param.learning_rate gt 1'],
  [
    'no value under any name',
    clause(param('lr'), 'missing'),
    'param.lr missing and param.learning_rate missing and param.rate missing',
  ],
  ['a name that a run may have under the other', clause(param('learning_rate'), 'missing'), null],
  ['tags', clause(tag('stage'), 'exists'), 'tag.stage exists or tag.phase exists'],
  [
    'a series that was taken out of its key',
    clause(metric('loss')),
    'metric.loss gt 1 or metric.train/loss gt 1 or metric.score{"subset":"val"} gt 1',
  ],
  [
    'a series that was taken out has no context any more',
    clause(metric('loss', { subset: 'val' })),
    'metric.loss{"subset":"val"} gt 1 or metric.train/loss{"subset":"val"} gt 1',
  ],
  ['what is left of a key that lost a series', clause(metric('score')), null],
  ['another name for what is left', clause(metric('best')), null],
  // A metric that is there without a last value counts before another name that has one.
  ['a metric that may be there without a value', clause(metric('acc'), 'missing'), null],
])('%s', (_what, asked, expected) => {
  if (aliases === null) throw new Error('there are no aliases');
  const wider = widenClause(asked, aliases);
  expect(wider === undefined ? null : describeFilter(wider)).toBe(expected);
});

const table: Capabilities = {
  ...everything,
  clauses: [
    { fields: ['tag'], support: 'absent' },
    { fields: ['param', 'metric'], operators: ['eq', 'gt'], support: 'exact' },
  ],
  sorts: [{ fields: ['startedAt', 'param'] }],
};
const plan = (asked: Clause, or: boolean, order: Parameters<typeof planSource>[1] = []) =>
  planSource(asked, order, { ...table, or }, aliases ?? undefined);

test('a tracker with or gets one search, another one for each name, and the gateway checks what comes', () => {
  const asked = clause(param('lr'));
  const one = plan(asked, true);
  expect(one.branches.map(describeFilter)).toEqual(['param.lr gt 1 or param.learning_rate gt 1 or param.rate gt 1']);
  const three = plan(asked, false);
  expect(three.branches.map(describeFilter)).toEqual(['param.lr gt 1', 'param.learning_rate gt 1', 'param.rate gt 1']);
  for (const { residual, reasons } of [one, three]) {
    expect(describeFilter(residual)).toBe('param.lr gt 1');
    expect(reasons).toEqual(['param.lr gt 1 is checked by the gateway: the tracker may return too much']);
  }
});

test('a list is written out where the tracker has only eq, and more than eight ways are the gateway’s', () => {
  const list = (operands: readonly number[]): Clause => ({ ...clause(param('lr'), 'in'), operands });
  expect(plan(list([1, 2]), false).branches).toHaveLength(6);
  const many = plan(list([1, 2, 3]), false);
  expect(many.branches.map(describeFilter)).toEqual(['true']);
  expect([many.pushed, many.residuals]).toEqual([[], ['param.lr in [1, 2, 3]']]);
});

test('what no run has under any name is asked of nobody, and what all lack leaves nothing to send', () => {
  expect(plan(clause(tag('stage'), 'exists'), true).branches).toEqual([]);
  const lacks = plan(clause(tag('stage'), 'missing'), true);
  expect([lacks.branches.map(describeFilter), describeFilter(lacks.residual)]).toEqual([['true'], 'tag.stage missing']);
});

test('a sort by such a key is the gateway’s', () => {
  const by = (key: string) => [{ field: param(key), descending: true }];
  expect(plan(clause(param('lr')), true, by('lr')).sort).toBe('GATEWAY');
  expect(plan(clause(param('lr')), true, by('depth')).sort).toBe('NATIVE');
});
