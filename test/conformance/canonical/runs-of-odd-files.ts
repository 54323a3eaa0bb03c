import type { SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import { specialRun } from './special-run.ts';

/** A run whose files have names that look like paths of another system, or like addresses. */
export const runsOfOddFiles: readonly SampleRun[] = [
  specialRun('odd-file-names', {
    files: [
      { path: 'back\\slash.txt', content: 'one name\n' },
      { path: 'in folder/with\\more\\of them.txt', content: 'one name, in a folder\n' },
      { path: 'q?x&y+z=1;a,b.txt', content: 'no query\n' },
    ],
  }),
];
