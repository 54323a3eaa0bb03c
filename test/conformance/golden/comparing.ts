import type { GoldenCase } from './golden-case.ts';
import { withParam, withParams } from './golden-run.ts';

const beyond = 2n ** 53n + 1n;

/** What an operand compares with what, by the kind that the user wrote. */
export const comparing: readonly GoldenCase[] = [
  {
    rule: 'a number operand compares numbers as numbers',
    filter: { param: { key: 'p', lt: 10 } },
    yes: withParams(9, -10, -Infinity, 9.5),
    no: withParams(10, 11, Infinity),
  },
  {
    rule: 'a number operand takes text that is wholly a decimal literal for a number',
    filter: { param: { key: 'p', eq: 0.1 } },
    yes: withParams(0.1, '0.1', '0.10', '1e-1', '+0.1', '1E-1', '00.1'),
    no: withParams('0.1 ', ' 0.1', '.1', '0.1f', '0,1', '1e-1.0', '٠.١'),
  },
  {
    rule: 'a decimal literal has digits on both sides of its point and a whole exponent',
    filter: { param: { key: 'p', gte: 0 } },
    yes: withParams('5', '5.0', '5e3', '5e+3', '5.25E-3'),
    no: withParams('5.', '.5', '5e', '0x5', '1_000', '5\n', '', 'NaN', 'Infinity'),
  },
  {
    rule: 'two integers are compared exactly beyond 2^53, a number with an integer',
    filter: { param: { key: 'p', eq: beyond } },
    yes: withParams(beyond, '9007199254740993', '+9007199254740993'),
    no: withParams(2 ** 53, 2n ** 53n, '9007199254740992', beyond + 1n),
  },
  {
    rule: 'two integers are compared exactly beyond 2^53, in order too',
    filter: { param: { key: 'p', gt: 2 ** 53 } },
    yes: withParams(beyond, '9007199254740993', 2 ** 54),
    no: withParams(2 ** 53, '9007199254740992', -beyond),
  },
  {
    rule: 'minus zero is zero as a number',
    filter: { param: { key: 'p', eq: 0 } },
    yes: withParams(0, -0, '-0', '0.0', '0e5'),
    no: withParams(5e-324, ''),
  },
  {
    rule: 'the infinities are numbers',
    filter: { param: { key: 'p', gt: 1e308 } },
    yes: withParams(Infinity),
    no: withParams(-Infinity, 1e308),
  },
  {
    rule: 'a text operand compares the text of any scalar: numbers in their shortest form',
    filter: { param: { key: 'p', eq: '0.1' } },
    yes: withParams(0.1, '0.1'),
    no: withParams('0.10', '1e-1'),
  },
  {
    rule: 'the shortest form of a number is that of ECMAScript',
    filter: { param: { key: 'p', in: ['1e-7', '1e+21', '100', '0', '-Infinity', '9007199254740993'] } },
    yes: withParams(1e-7, 1e21, 100, -0, -Infinity, beyond),
    no: withParams(1e7, 1e20, 2 ** 53),
  },
  {
    rule: 'a double and an integer of the same value may have different texts',
    filter: { param: { key: 'p', eq: '1152921504606846976' } },
    yes: withParams(2n ** 60n, '1152921504606846976'),
    no: withParams(2 ** 60),
  },
  {
    rule: 'a text operand compares text as stored',
    filter: { param: { key: 'p', eq: '1e-3' } },
    yes: [withParam(0.001, '1e-3'), withParam('1e-3')],
    no: [withParam(0.001, '0.001'), withParam(0.001)],
  },
  {
    rule: 'text as stored keeps the case of a boolean',
    filter: { param: { key: 'p', eq: 'True' } },
    yes: [withParam(true, 'True'), withParam('True')],
    no: [withParam(true, 'true'), withParam(true)],
  },
  {
    rule: 'a boolean has the text true or false',
    filter: { param: { key: 'p', in: ['true', 'false'] } },
    yes: withParams(true, false, 'true'),
    no: withParams('True', 1, 0),
  },
  {
    rule: 'text is ordered as text, whatever it spells',
    filter: { param: { key: 'p', lt: '9' } },
    yes: withParams('10', 10, '1e9', -1, ''),
    no: withParams('9', 9, 'a', true),
  },
  {
    rule: 'text is ordered by code point, capitals before small letters',
    filter: { param: { key: 'p', lt: 'a' } },
    yes: withParams('Z', 'A', 'Infinity', '', 5),
    no: withParams('a', 'aa', 'É', true),
  },
  {
    rule: 'text is ordered by code point, not by UTF-16 units',
    filter: { param: { key: 'p', gt: '\uFF5E' } },
    yes: withParams('\u{1F680}', '\uFF5E\uE000', '\uFFFD'),
    no: withParams('\uE000', '\uFF5E', 'z'),
  },
  {
    rule: 'a boolean operand compares booleans, and text that spells one in any case',
    filter: { param: { key: 'p', eq: true } },
    yes: [...withParams(true, 'true', 'True', 'TRUE', 'tRuE'), withParam(true, 'TRUE')],
    no: withParams(false, 'false', 'yes', 1, '1', 'true ', ''),
  },
  {
    rule: 'the other boolean is unequal',
    filter: { param: { key: 'p', ne: false } },
    yes: withParams(true, 'TRUE'),
    no: withParams(false, 'False'),
  },
  {
    rule: 'a list operand compares lists by deep equality',
    filter: { param: { key: 'p', eq: [1, [2, ['x', null]], true] } },
    yes: withParams([1, [2, ['x', null]], true], [1n, [2, ['x', null]], true]),
    no: withParams([1, [2, ['x', null]]], [[2, ['x', null]], 1, true], ['1', [2, ['x', null]], true], []),
  },
  {
    rule: 'an empty list equals an empty list only',
    filter: { param: { key: 'p', eq: [] } },
    yes: withParams([]),
    no: withParams([[]], '', '[]', 0, null, false),
  },
  {
    rule: 'lists compare exactly beyond 2^53, and NaN in them equals nothing',
    filter: { param: { key: 'p', eq: [beyond] } },
    yes: withParams([beyond]),
    no: withParams([2 ** 53], [Number.NaN], ['9007199254740993']),
  },
  {
    rule: 'in takes each operand by its own kind',
    filter: { param: { key: 'p', in: [1, 'x', true, [2]] } },
    yes: withParams(1, '1.0', 'x', true, 'TRUE', [2]),
    no: withParams(2, 'X', false, [1], [], 'no'),
  },
  {
    rule: 'lists may be operands of in',
    filter: { param: { key: 'p', in: [[1, 2], []] } },
    yes: withParams([1, 2], []),
    no: withParams([2, 1], 1, '[]'),
  },
];
