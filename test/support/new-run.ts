import type { NewRun } from '../../src/contract/writer.ts';

/** A run for a writer to create, with nothing known of it that the test does not name. */
export function newRun(parts: Pick<NewRun, 'projectId' | 'from'> & Partial<NewRun>): NewRun {
  return {
    origin: parts.from,
    name: null,
    startedAt: null,
    endedAt: null,
    user: null,
    notes: null,
    parentId: null,
    group: null,
    jobType: null,
    native: null,
    archived: false,
    ...parts,
  };
}
