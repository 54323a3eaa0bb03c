import type { Capabilities } from '../../src/contract/capabilities.ts';

/**
 * An archive evaluates nothing, and says what no run of it has: its index is handed over whole, and the gateway filters and sorts. What it tells of a
 * metric was summed up when the archive was first read.
 */
export const archiveCapabilities: Capabilities = {
  clauses: [{ fields: ['parent', 'group', 'jobType'], support: 'absent' }],
  or: false,
  sorts: [],
  ties: 'none',
  summaries: ['last', 'lastStep', 'min', 'max', 'first', 'count'],
  artifacts: { types: ['DATASET', 'TABLE', 'MEDIA', 'FILES'], findsDigests: true },
  edges: ['USED', 'PRODUCED', 'FORKED_FROM', 'REGISTERED_AS'],
  limits: { clauses: 0, pageRuns: 10_000, getRuns: 10_000 },
};

/** A stitched series is summed up when somebody asks. */
export function capabilitiesOf(forks: 'own' | 'stitched'): Capabilities {
  return forks === 'own' ? archiveCapabilities : { ...archiveCapabilities, summaries: [] };
}
