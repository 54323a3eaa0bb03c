import type { SampleData } from '../../../src/emulator-kit/sample/sample-data.ts';
import { projects } from './projects.ts';
import { runsOfArtifacts } from './runs-of-artifacts.ts';
import { runsOfContexts } from './runs-of-contexts.ts';
import { runsOfKeys } from './runs-of-keys.ts';
import { runsOfLifecycle } from './runs-of-lifecycle.ts';
import { runsOfMetricValues } from './runs-of-metric-values.ts';
import { runsOfMixedKinds } from './runs-of-mixed-kinds.ts';
import { runsOfOddFiles } from './runs-of-odd-files.ts';
import { runsOfOddTimes } from './runs-of-odd-times.ts';
import { runsOfSeries } from './runs-of-series.ts';
import { runsOfSummaries } from './runs-of-summaries.ts';
import { runsOfTexts } from './runs-of-texts.ts';

/** The runs that every emulator and every real tracker in a test is seeded with. Parents come before their children. */
export const canonicalData: SampleData = {
  projects,
  runs: [
    ...runsOfMixedKinds,
    ...runsOfTexts,
    ...runsOfKeys,
    ...runsOfMetricValues,
    ...runsOfSeries,
    ...runsOfContexts,
    ...runsOfLifecycle,
    ...runsOfOddTimes,
    ...runsOfArtifacts,
    ...runsOfSummaries,
    ...runsOfOddFiles,
  ],
};
