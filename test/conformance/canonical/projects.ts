import type { SampleProject } from '../../../src/emulator-kit/sample/sample-data.ts';

/** In the order of code points the capital comes first. */
export const projectsWithRuns = ['vision', 'Speech', 'forecasting'] as const;

export const projectWithoutRuns = 'nothing-yet';

export const projects: readonly SampleProject[] = [
  { name: 'vision', description: 'Images, and what is in them', createdAt: Date.UTC(2025, 10, 3, 9, 15, 0, 250) },
  { name: 'Speech', description: 'Spoken words: “école”, “straße”', createdAt: Date.UTC(2025, 10, 3, 9, 15, 0, 250) },
  { name: 'forecasting', description: null, createdAt: Date.UTC(2025, 11, 24, 18, 0, 0, 0) },
  { name: projectWithoutRuns, description: '', createdAt: Date.UTC(2026, 0, 1, 0, 0, 0, 1) },
];
