import type { SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import { startOfSlot } from './clock.ts';
import { specialRun } from './special-run.ts';

const digits = { name: 'digits', digest: 'd1a60a', uri: 's3://data.example.com/digits', role: 'training' };
/** Its digest has no letter, which some servers drop from lists in silence. */
const numbered = { name: 'Numbered', digest: '12345678', uri: 's3://data.example.com/numbered', role: 'training' };

const requirements = { path: 'requirements.txt', content: 'numpy==2.3.2\nscipy\n' };
const python = { path: 'python_env.yaml', content: 'python: 3.11.7\n' };

/** Runs that save files, make models, register them, and read what others made. */
export const runsOfArtifacts: readonly SampleRun[] = [
  specialRun('makes-a-model', {
    project: 'vision',
    startedAt: startOfSlot(3),
    datasets: [digits],
    files: [
      { path: 'empty.bin', content: '' },
      { path: 'notes.md', content: '# notes\n' },
      { path: 'plots/a b é 100%.txt', content: 'spaces, letters and a percent sign\n' },
      { path: 'plots/deep/er/x.csv', content: 'a,b\n1,2\n' },
    ],
    models: [
      {
        key: 'first-model',
        name: 'first-model',
        files: [requirements, python, { path: 'data/weights.bin', content: '0123456789' }],
        registered: { name: 'digit-reader', aliases: [] },
      },
    ],
  }),
  specialRun('reads-the-model', {
    project: 'vision',
    startedAt: startOfSlot(4),
    datasets: [digits, numbered],
    usedModels: ['first-model'],
    models: [
      {
        key: 'second-model',
        name: 'second-model',
        files: [requirements],
        registered: { name: 'digit-reader', aliases: ['champion', 'canary'] },
      },
    ],
  }),
  specialRun('reads-numbers', { startedAt: startOfSlot(5), datasets: [numbered] }),
];
