import type { GoldenOrder } from './golden-case.ts';
import { bareRun, withParam, withParams } from './golden-run.ts';

const beyond = 2n ** 53n + 1n;

/** The order of runs by a param, whose values may be of any kind. */
export const sortingByParams: readonly GoldenOrder[] = [
  {
    rule: 'params: numbers and decimal text as numbers, then other text and booleans as text, then lists by JSON text',
    orderBy: [{ by: { param: 'p' } }],
    inOrder: withParams(
      -Infinity,
      '-1',
      0.5,
      '1e0',
      2,
      '10',
      2 ** 53,
      beyond,
      '9007199254740994',
      Infinity,
      '',
      'Infinity',
      'True',
      'a',
      false,
      'nan',
      true,
      'z',
      [1, 2],
      [10],
      [['a']],
      [],
    ),
  },
  {
    rule: 'DESC turns the kinds of params round too: lists, text, numbers',
    orderBy: [{ by: { param: 'p' }, direction: 'DESC' }],
    inOrder: [...withParams([], [2], [10], true, 'b', 'a', '10', 9, -Infinity), bareRun],
  },
  {
    rule: 'a missing, null or NaN param is last when ascending, and all of those tie',
    orderBy: [{ by: { param: 'p' } }],
    inOrder: [
      withParam([1]),
      { ...withParam(Number.NaN), nativeId: 'a' },
      { ...withParam(null), nativeId: 'b' },
      { ...bareRun, nativeId: 'c' },
    ],
  },
  {
    rule: 'a missing, null or NaN param is last when descending too',
    orderBy: [{ by: { param: 'p' }, direction: 'DESC' }],
    inOrder: [
      withParam(-Infinity),
      { ...bareRun, nativeId: 'a' },
      { ...withParam(Number.NaN), nativeId: 'b' },
      { ...withParam(null), nativeId: 'c' },
    ],
  },
  {
    rule: 'params of the same number tie, whatever their text',
    orderBy: [{ by: { param: 'p' } }],
    inOrder: [
      { ...withParam('0.10'), nativeId: 'a' },
      { ...withParam(0.1), nativeId: 'b' },
      { ...withParam(0.1, '1e-1'), nativeId: 'c' },
    ],
  },
  {
    rule: 'booleans are sorted by their text as stored',
    orderBy: [{ by: { param: 'p' } }],
    inOrder: [withParam(true, 'True'), withParam('Z'), withParam(false, 'false'), withParam(true)],
  },
];
