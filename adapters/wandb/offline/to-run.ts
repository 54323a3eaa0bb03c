import type { Run } from '../../../src/contract/run.ts';
import type { Projection } from '../../../src/contract/projection.ts';
import { hasDate } from '../../../src/contract/time.ts';
import { writeJson } from '../../../src/kit/write-json.ts';
import { runIdOf, type RunKey } from '../ids.ts';
import { runReader } from '../to-model.ts';
import type { WireRun } from '../wire.ts';
import type { RunFile } from './find-files.ts';
import type { Body } from './read-body.ts';
import type { Head } from './read-file.ts';

/** A run on disk: one file, or more where it was resumed, in the order of recording. */
export interface OfflineRun {
  readonly key: RunKey;
  readonly files: readonly RunFile[];
  /** When it was recorded first, and how it went on in the end. */
  readonly head: Head & { readonly run: NonNullable<Head['run']> };
}

/** The SDK looks at the machine every few seconds: a file that nobody touched for so long is of a run that was killed. */
const liveMs = 5 * 60_000;

/** A run as the server would send it, had it been sent there. `body` where more is asked than the head tells. */
export function toRun(
  { key, files, head }: OfflineRun,
  body: Body | undefined,
  { projection, now }: { readonly projection: Projection; readonly now: number },
): Run {
  const { run, exitCode, lastAt } = head;
  const changedAt = Math.max(...files.map((file) => file.changedAt));
  const orNull = (text: string): string | null => (text === '' ? null : text);
  const wire: WireRun = {
    name: run.id,
    displayName: run.displayName === '' ? run.id : run.displayName,
    state: stateOf(exitCode, now - changedAt < liveMs),
    tags: [...run.tags],
    group: orNull(run.group),
    jobType: orNull(run.jobType),
    notes: orNull(run.notes),
    commit: orNull(run.commit),
    host: orNull(run.host),
    sweepName: orNull(run.sweep),
    createdAt: run.startedAt === null || !hasDate(run.startedAt) ? null : new Date(run.startedAt).toISOString(),
    heartbeatAt: new Date(lastAt !== null && hasDate(lastAt) ? lastAt : changedAt).toISOString(),
    ...(body === undefined ? {} : wireBody(body)),
  };
  const shown = runReader({ pagesUrl: '', projection })(key, wire, body?.logged);
  const damage = body?.damage ?? head.damage;
  const onDisk = { paths: files.map(({ path }) => path), torn: damage.torn, brokenRecords: damage.broken };
  return {
    ...shown,
    url: null,
    ...(shown.native === undefined ? {} : { native: { ...shown.native, onDisk } }),
  };
}

function wireBody({ config, summary, events, rows }: Body): Partial<WireRun> {
  const system = events.flatMap((row) => Object.entries(row).filter(([key]) => key.startsWith('system.')));
  return {
    config: writeJson(config),
    summaryMetrics: writeJson(summary),
    systemMetrics: writeJson(Object.fromEntries(system)),
    historyLineCount: rows.length,
  };
}

function stateOf(exitCode: number | null, isTouched: boolean): string {
  if (exitCode === null) return isTouched ? 'running' : 'crashed';
  return exitCode === 0 ? 'finished' : 'failed';
}

export function idOf({ key }: OfflineRun): string {
  return runIdOf(key);
}
