import type { GoldenCase } from './golden-case.ts';
import { bareRun, goldenRun, withMetric, withParam, withParams, withTag } from './golden-run.ts';

const nothing = [
  bareRun,
  withParam(Number.NaN),
  withParam(null),
  goldenRun({ params: [{ key: 'P', value: 1, text: null }] }),
];

/** What is missing, NaN, or of another kind than the operand. */
export const missing: readonly GoldenCase[] = [
  {
    rule: 'ne is false for a missing, NaN or null value',
    filter: { param: { key: 'p', ne: 1 } },
    yes: withParams(2),
    no: [...nothing, ...withParams(1)],
  },
  {
    rule: 'eq is false for a missing, NaN or null value, the names of those too',
    filter: { param: { key: 'p', in: ['NaN', 'null', ''] } },
    yes: withParams('NaN', 'null', ''),
    no: nothing,
  },
  {
    rule: 'in is false for a missing, NaN or null value',
    filter: { param: { key: 'p', in: [1, 'x', true] } },
    yes: withParams(1),
    no: nothing,
  },
  {
    rule: 'negated in is false for a missing, NaN or null value',
    filter: { not: { param: { key: 'p', in: [1] } } },
    yes: withParams(2),
    no: [...nothing, ...withParams(1)],
  },
  {
    rule: 'negated text operators are false for a missing, NaN or null value',
    filter: { not: { param: { key: 'p', contains: 'x' } } },
    yes: withParams('y', 1),
    no: [...nothing, ...withParams('x')],
  },
  {
    rule: 'negated orders are false for a missing, NaN or null value',
    filter: { not: { param: { key: 'p', lt: 1 } } },
    yes: withParams(1, 2),
    no: [...nothing, ...withParams(0)],
  },
  {
    rule: 'the value of a plain label is missing, to negated operators too',
    filter: { or: [{ tag: { key: 't', ne: 'x' } }, { not: { tag: { key: 't', contains: 'x' } } }] },
    yes: [withTag('y'), withTag('')],
    no: [withTag(null), withTag('x'), bareRun],
  },
  {
    rule: 'a plain label exists',
    filter: { tag: { key: 't', exists: true } },
    yes: [withTag(null), withTag(''), withTag('x')],
    no: [bareRun],
  },
  {
    rule: 'a NaN and a null param exist',
    filter: { param: { key: 'p', exists: true } },
    yes: withParams(Number.NaN, null, '', 0, false, []),
    no: [bareRun, goldenRun({ params: [{ key: 'P', value: 1, text: null }] })],
  },
  {
    rule: 'exists: false asks for what is not there at all',
    filter: { param: { key: 'p', exists: false } },
    yes: [bareRun],
    no: withParams(Number.NaN, null, ''),
  },
  {
    rule: 'a NaN metric exists but compares with nothing',
    filter: { metric: { key: 'm', exists: true, ne: 1 } },
    yes: [withMetric(2), withMetric(Infinity)],
    no: [withMetric(Number.NaN), bareRun],
  },
  {
    rule: 'a NaN metric exists',
    filter: { metric: { key: 'm', exists: true } },
    yes: [withMetric(Number.NaN)],
    no: [bareRun],
  },
  {
    rule: 'isNaN: true asks for a NaN that is there',
    filter: { metric: { key: 'm', isNaN: true } },
    yes: [withMetric(Number.NaN)],
    no: [withMetric(0), withMetric(Infinity), bareRun],
  },
  {
    rule: 'isNaN: false asks for a value that is there and not NaN, and so does the negation of isNaN: true',
    filter: { metric: { key: 'm', isNaN: false }, not: { metric: { key: 'm', isNaN: true } } },
    yes: [withMetric(0), withMetric(-Infinity)],
    no: [withMetric(Number.NaN), bareRun],
  },
  {
    rule: 'the negation of isNaN: false asks for a NaN that is there',
    filter: { not: { metric: { key: 'm', isNaN: false } } },
    yes: [withMetric(Number.NaN)],
    no: [withMetric(1), bareRun],
  },
  {
    rule: 'isNaN and a comparison must both hold',
    filter: { metric: { key: 'm', isNaN: true, gt: 0 } },
    no: [withMetric(Number.NaN), withMetric(1), bareRun],
  },
  {
    rule: 'a duration is never NaN',
    filter: { durationMs: { isNaN: false } },
    yes: [goldenRun({ startedAt: 0, endedAt: 5 })],
    no: [bareRun],
  },
  {
    rule: 'a field without a value does not exist, an empty one does',
    filter: { notes: { exists: true } },
    yes: [goldenRun({ notes: '' })],
    no: [bareRun],
  },
  {
    rule: 'a present value of another kind is unequal to a number',
    filter: { param: { key: 'p', ne: 1 } },
    yes: withParams('x', true, 'nan', [1], [], '', 'Infinity'),
    no: withParams('1.0'),
  },
  {
    rule: 'a present value of another kind is unequal to a boolean',
    filter: { param: { key: 'p', ne: true } },
    yes: withParams(1, 'yes', [true]),
    no: withParams('TRUE'),
  },
  {
    rule: 'a list is another kind to text, which only it is',
    filter: { param: { key: 'p', ne: 'x' } },
    yes: withParams(['x'], [], 1, true, 'y'),
    no: withParams('x'),
  },
  {
    rule: 'a scalar is another kind to a list',
    filter: { param: { key: 'p', ne: [1] } },
    yes: withParams(1, '[1]', true, [2]),
    no: withParams([1]),
  },
  {
    rule: 'no order holds for a value of another kind, nor does its negation',
    filter: { or: [{ param: { key: 'p', lt: 1 } }, { not: { param: { key: 'p', lt: 1 } } }] },
    yes: withParams(0, 1, 2, '0.5'),
    no: withParams('x', true, [0], 'nan'),
  },
  {
    rule: 'no order of text holds for a list, nor does its negation',
    filter: { or: [{ param: { key: 'p', lte: 'm' } }, { param: { key: 'p', gt: 'm' } }] },
    yes: withParams('a', 'z', 1, true),
    no: withParams(['a'], []),
  },
  {
    rule: 'text operators do not hold for a list',
    filter: { param: { key: 'p', contains: '' } },
    yes: withParams('', 'x', 1, false),
    no: withParams(['x'], []),
  },
  {
    rule: 'negated text operators hold for a list',
    filter: { not: { param: { key: 'p', contains: '' } } },
    yes: withParams(['x'], []),
    no: withParams('', 'x', 1),
  },
  {
    rule: 'negated in holds for a value of another kind: present and none of',
    filter: { not: { param: { key: 'p', in: [1, 2] } } },
    yes: withParams('x', true, [1], 3),
    no: withParams(1, '2.0'),
  },
  {
    rule: 'an infinite value is neither missing nor NaN',
    filter: { metric: { key: 'm', ne: 0 } },
    yes: [withMetric(Infinity), withMetric(-Infinity)],
    no: [withMetric(Number.NaN)],
  },
  {
    rule: 'text that spells NaN is present text to a number operand',
    filter: { param: { key: 'p', ne: 0 } },
    yes: withParams('NaN', 'nan'),
    no: withParams(Number.NaN),
  },
];
