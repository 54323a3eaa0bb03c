import type { SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import { specialRun } from './special-run.ts';

/** Keys that need quoting or escaping somewhere, or look like another key. */
export const oddKeys = [
  'model.encoder.depth',
  'data/train/size',
  'top 5',
  "it's",
  'say "hi"',
  '`ticked`',
  '100%',
  'under_score',
  'underXscore',
  'back\\slash',
  '\u{1F680} emoji',
  'Case',
  'case',
] as const;

/** Runs with odd keys of params, tags and metrics: one with all of them, others with every second and every third. */
export const runsOfKeys: readonly SampleRun[] = [1, 2, 3].map((stride) => {
  const keys = oddKeys.filter((_, index) => index % stride === 0);
  return specialRun(`keys-${stride}`, {
    params: keys.map((key, index) => ({ key, value: index % 2 === 0 ? index * stride : `${key} of ${stride}` })),
    tags: keys.map((key) => ({ key, value: `${key} of ${stride}` })),
    metrics: keys.map((key, index) => ({
      key,
      context: {},
      points: [{ step: 0, value: index / stride, timestamp: Date.UTC(2026, 0, 6, 0, 0, stride) }],
    })),
  });
});
