import type { GoldenCase } from './golden-case.ts';
import { bareRun, withContexts, withMetric } from './golden-run.ts';

const train = { subset: 'train' };
const val = { subset: 'val' };

/** Metrics: aggregates, contexts and the forms of a number. */
export const metrics: readonly GoldenCase[] = [
  {
    rule: 'without an aggregate LAST is meant',
    filter: { metric: { key: 'm', eq: 3 } },
    yes: [withMetric(1, 3), withMetric(3)],
    no: [withMetric(3, 1)],
  },
  {
    rule: 'LAST is the value at the greatest step, NaN too',
    filter: { metric: { key: 'm', aggregate: 'LAST', gte: 0 } },
    yes: [withMetric(Number.NaN, 0)],
    no: [withMetric(0, Number.NaN)],
  },
  {
    rule: 'FIRST is the value at the least step',
    filter: { metric: { key: 'm', aggregate: 'FIRST', eq: 3 } },
    yes: [withMetric(3, 1)],
    no: [withMetric(1, 3), withMetric(Number.NaN, 3)],
  },
  {
    rule: 'MIN skips NaN and no infinity',
    filter: { metric: { key: 'm', aggregate: 'MIN', eq: '-Infinity' } },
    yes: [withMetric(Number.NaN, -Infinity, 1)],
    no: [withMetric(Number.NaN, 1), withMetric(Infinity)],
  },
  {
    rule: 'MAX skips NaN',
    filter: { metric: { key: 'm', aggregate: 'MAX', eq: 2 } },
    yes: [withMetric(1, 2, Number.NaN), withMetric(Number.NaN, 2)],
    no: [withMetric(2, Infinity)],
  },
  {
    rule: 'MIN and MAX are missing where there is nothing but NaN',
    filter: { metric: { key: 'm', aggregate: 'MAX', exists: false } },
    yes: [withMetric(Number.NaN, Number.NaN), bareRun],
    no: [withMetric(Number.NaN, 1)],
  },
  {
    rule: 'without a context the empty one is meant',
    filter: { metric: { key: 'm', eq: 1 } },
    yes: [withContexts([train, 2], [{}, 1])],
    no: [withContexts([train, 1], [{}, 2])],
  },
  {
    rule: 'where there is no empty context, the first by canonical JSON text is meant',
    filter: { metric: { key: 'm', eq: 1 } },
    yes: [withContexts([val, 2], [train, 1]), withContexts([val, 1])],
    no: [withContexts([val, 1], [train, 2])],
  },
  {
    rule: 'canonical JSON text has its keys in order',
    filter: { metric: { key: 'm', eq: 1 } },
    yes: [withContexts([{ z: 1, a: 'x' }, 1], [{ a: 'y' }, 2])],
    no: [withContexts([{ z: 1, a: 'y' }, 1], [{ a: 'x' }, 2])],
  },
  {
    rule: 'the context {} is the empty one and no other',
    filter: { metric: { key: 'm', context: {}, exists: true } },
    yes: [withContexts([{}, 1], [train, 2])],
    no: [withContexts([train, 1])],
  },
  {
    rule: 'a context is looked up whatever the order of its keys',
    filter: { metric: { key: 'm', context: { b: 1, a: [2] }, eq: 1 } },
    yes: [withContexts([{ a: [2], b: 1 }, 1])],
    no: [withContexts([{ a: [2] }, 1]), withContexts([{ a: [2], b: '1' }, 1]), bareRun],
  },
  {
    rule: 'the infinities are operands by their names',
    filter: { metric: { key: 'm', lt: 'Infinity' } },
    yes: [withMetric(1.7976931348623157e308), withMetric(-Infinity)],
    no: [withMetric(Infinity), withMetric(Number.NaN)],
  },
  {
    rule: 'integers beyond 2^53 are operands by their digits, and exact',
    filter: { metric: { key: 'm', lt: '9007199254740993' } },
    yes: [withMetric(2 ** 53)],
    no: [withMetric(2 ** 53 + 2)],
  },
  {
    rule: 'a metric is compared with every operand of in',
    filter: { metric: { key: 'm', in: [1, 'Infinity', 0] } },
    yes: [withMetric(1), withMetric(Infinity), withMetric(-0)],
    no: [withMetric(2), withMetric(Number.NaN), bareRun],
  },
];
