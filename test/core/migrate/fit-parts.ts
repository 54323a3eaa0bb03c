import type { Run } from '../../../src/contract/run.ts';
import type { MetricContext, Value } from '../../../src/contract/value.ts';
import type { WriteTable } from '../../../src/contract/write-table.ts';
import { fitRun } from '../../../src/core/migrate/fit/fit-run.ts';
import { openTally } from '../../../src/core/migrate/fit/losses.ts';

// Runs that a table is asked about, one part of them at a time.

const plain: Run = {
  nativeId: 'acme/vision/r1',
  projectId: 'acme/vision',
  name: 'r1',
  url: null,
  status: 'FINISHED',
  nativeStatus: null,
  startedAt: 1_700_000_000_000,
  endedAt: 1_700_000_100_000,
  user: 'ada',
  notes: 'kept',
  group: null,
  jobType: null,
  archived: false,
  parentId: null,
  tags: [{ key: 'team', value: 'vision' }],
  params: [{ key: 'opt', nativeKey: 'opt', value: 'adam', text: null }],
  metrics: [{ key: 'loss', nativeKey: 'loss', context: null }],
};

/** A run as a target takes it, and how often each loss happened that does not happen to every run. */
export function fit(parts: Partial<Run>, table: WriteTable) {
  const tally = openTally();
  const fitted = fitRun({ ...plain, ...parts }, table, tally);
  const counts = new Map(Object.entries(tally.counts()).map(([code, loss]) => [code, loss.count]));
  for (const code of table.always) counts.delete(code);
  return { fitted, losses: Object.fromEntries(counts) };
}

export const param = (key: string, value: Value) => ({
  params: [{ key, nativeKey: key, value, text: null }],
});
export const metric = (nativeKey: string, context: MetricContext | null = null) => ({
  metrics: [{ key: nativeKey, nativeKey, context }],
});
