import type { GoldenCase } from './golden-case.ts';
import { bareRun, goldenRun, withParam, withParams } from './golden-run.ts';

const isOne = { param: { key: 'p', eq: 1 } } as const;
const isNamedA = { name: { eq: 'a' } } as const;
const both = goldenRun({ name: 'a', params: withParam(1).params });
const neither = goldenRun({ name: 'b', params: withParam(2).params });
const onlyName = goldenRun({ name: 'a' });
const onlyOtherName = goldenRun({ name: 'b' });

/** Negation, which is pushed inward, and what and, or and empty lists mean. */
export const negation: readonly GoldenCase[] = [
  { rule: 'not lt is gte', filter: { not: { param: { key: 'p', lt: 1 } } }, yes: withParams(1, 2), no: withParams(0) },
  { rule: 'not lte is gt', filter: { not: { param: { key: 'p', lte: 1 } } }, yes: withParams(2), no: withParams(0, 1) },
  { rule: 'not gt is lte', filter: { not: { param: { key: 'p', gt: 1 } } }, yes: withParams(0, 1), no: withParams(2) },
  { rule: 'not gte is lt', filter: { not: { param: { key: 'p', gte: 1 } } }, yes: withParams(0), no: withParams(1, 2) },
  {
    rule: 'not eq is ne',
    filter: { not: isOne },
    yes: withParams(2, 'x', [1]),
    no: [bareRun, ...withParams(1, '1', Number.NaN, null)],
  },
  {
    rule: 'not ne is eq',
    filter: { not: { param: { key: 'p', ne: 1 } } },
    yes: withParams(1, '1.0'),
    no: [bareRun, ...withParams(2, 'x', Number.NaN)],
  },
  {
    rule: 'not not is the thing itself',
    filter: { not: { not: isOne } },
    yes: withParams(1),
    no: [bareRun, ...withParams(2, Number.NaN)],
  },
  {
    rule: 'not exists: true is exists: false',
    filter: { not: { param: { key: 'p', exists: true } } },
    yes: [bareRun],
    no: withParams(null, Number.NaN, 1),
  },
  {
    rule: 'not exists: false is exists: true',
    filter: { not: { param: { key: 'p', exists: false } } },
    yes: withParams(null, Number.NaN, 1),
    no: [bareRun],
  },
  {
    rule: 'not startsWith is present and does not start with',
    filter: { not: { name: { startsWith: 'a' } } },
    yes: [goldenRun({ name: 'ba' }), goldenRun({ name: 'A' })],
    no: [bareRun, goldenRun({ name: 'ab' })],
  },
  {
    rule: 'not endsWith is present and does not end with',
    filter: { not: { name: { endsWith: 'a' } } },
    yes: [goldenRun({ name: 'ab' })],
    no: [bareRun, goldenRun({ name: 'ba' })],
  },
  {
    rule: 'not matches is present and does not match',
    filter: { not: { name: { matches: '^a' } } },
    yes: [goldenRun({ name: 'ba' })],
    no: [bareRun, goldenRun({ name: 'ab' })],
  },
  {
    rule: 'negated and is or of the negated parts',
    filter: { not: { and: [isOne, isNamedA] } },
    yes: [neither, onlyOtherName],
    no: [both, onlyName, bareRun],
  },
  {
    rule: 'negated or is and of the negated parts: every part must be present',
    filter: { not: { or: [isOne, isNamedA] } },
    yes: [neither],
    no: [both, onlyName, onlyOtherName, bareRun],
  },
  {
    rule: 'several fields of one filter must all hold',
    filter: { ...isOne, ...isNamedA },
    yes: [both],
    no: [neither, onlyName, bareRun],
  },
  {
    rule: 'the negation of several fields is or of the negated fields',
    filter: { not: { ...isOne, ...isNamedA } },
    yes: [neither, onlyOtherName],
    no: [both, onlyName],
  },
  {
    rule: 'several operators of one clause must all hold',
    filter: { param: { key: 'p', gte: 1, lt: 3, ne: 2 } },
    yes: withParams(1, 2.5),
    no: withParams(0, 2, 3),
  },
  {
    rule: 'the negation of several operators is or of the negated operators',
    filter: { not: { param: { key: 'p', gte: 1, lt: 3 } } },
    yes: withParams(0, 3, 4),
    no: [bareRun, ...withParams(1, 2, 'x', Number.NaN)],
  },
  {
    rule: 'and, or, not and fields of one filter must all hold',
    filter: { and: [{ name: { exists: true } }], or: [isOne, { param: { key: 'p', eq: 2 } }], not: isNamedA, ...isOne },
    yes: [goldenRun({ name: 'b', params: withParam(1).params })],
    no: [both, neither, ...withParams(1)],
  },
  { rule: 'an empty filter holds', filter: {}, yes: [bareRun, both] },
  { rule: 'an empty and is true', filter: { and: [] }, yes: [bareRun, both] },
  { rule: 'an empty or is false', filter: { or: [] }, no: [bareRun, both] },
  { rule: 'a negated empty or is true', filter: { not: { or: [] } }, yes: [bareRun] },
  { rule: 'a negated empty and is false', filter: { not: { and: [] } }, no: [bareRun] },
  { rule: 'a negated empty filter is false', filter: { not: {} }, no: [bareRun, both] },
  { rule: 'an empty in is false', filter: { param: { key: 'p', in: [] } }, no: [bareRun, ...withParams(1, null)] },
  {
    rule: 'a negated empty in is true of what is present',
    filter: { not: { param: { key: 'p', in: [] } } },
    yes: withParams(1, 'x', []),
    no: [bareRun, ...withParams(null, Number.NaN)],
  },
];
