import type { SampleRun } from '../../src/emulator-kit/sample/sample-data.ts';

/** A run as a logbook keeps it: with labels for tags, and without contexts, notes, groups, parents and an archive. */
export function keepInLogbook(run: SampleRun): SampleRun {
  return {
    ...run,
    notes: null,
    group: null,
    jobType: null,
    archived: false,
    parent: null,
    tags: run.tags.map(({ key }) => ({ key, value: null })),
    metrics: run.metrics.filter(({ context }) => Object.keys(context).length === 0),
  };
}
