import type { RunSearch } from '../../src/contract/adapter.ts';

/** The first runs of every project, in any order. */
export const firstRuns: RunSearch = {
  projects: null,
  filter: { kind: 'and', filters: [] },
  order: null,
  archived: 'EXCLUDE',
  limit: 10,
  after: null,
};
