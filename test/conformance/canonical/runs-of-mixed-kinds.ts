import type { SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import type { Value } from '../../../src/contract/value.ts';
import { specialRun } from './special-run.ts';

/**
 * Values of every kind under one key, one row a run: what looks alike and is not, or is and does not look so. The two
 * columns are the params `mixed` and `threshold`.
 */
const rows: readonly (readonly [Value, Value])[] = [
  [0.1, '0.10'],
  ['0.10', 0.1],
  [0.001, '1e-3'],
  ['1e-3', 0.001],
  [1000, '1e3'],
  [true, 'True'],
  ['True', true],
  [false, 'FALSE'],
  ['nan', Number.NaN],
  [Number.NaN, 'NaN'],
  ['Infinity', Infinity],
  [Infinity, '-Infinity'],
  [-Infinity, null],
  [null, ''],
  ['', 0],
  [[1, 2], '[1,2]'],
  [[[1], [2, ['x', null]], true], []],
  [[], [1, 2]],
  [['Adam'], ['adam']],
  [2 ** 53, 2n ** 53n + 1n],
  [2n ** 53n + 1n, '9007199254740993'],
  [2n ** 60n, 2 ** 60],
  ['1152921504606846976', 2n ** 60n + 1n],
  [-(2n ** 53n) - 1n, '-9007199254740993'],
  ['+5', 5],
  [' 5', '0x5'],
  ['5.', '.5'],
];

/** Runs whose params have the same keys and values of different kinds. */
export const runsOfMixedKinds: readonly SampleRun[] = rows.map(([mixed, threshold], index) =>
  specialRun(`kind-${String(index).padStart(2, '0')}`, {
    params: [
      { key: 'mixed', value: mixed },
      { key: 'threshold', value: threshold },
    ],
  }),
);
