import { mkdirSync, mkdtempSync, utimesSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { flags, summaryOf } from '../../../adapters/wandb/emulator/store/seed-summary.ts';
import { wandb } from '../../../adapters/wandb/index.ts';
import type { Json, Num } from '../../../src/contract/value.ts';
import type { SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import { writeJson } from '../../../src/kit/write-json.ts';
import { openTarget } from '../../conformance/open-target.ts';
import type { Target } from '../../conformance/target.ts';
import { keepOnWandb } from './limitations.ts';
import { records, writeLog } from './write-log.ts';

const hourMs = 3_600_000;

/** A run as a file has it: nobody's, as long as something was written, and killed where it did not end. */
export function keepOffline(run: SampleRun): SampleRun | null {
  const kept = keepOnWandb(run);
  if (kept === null) return null;
  const isLive = kept.status === 'RUNNING' || kept.status === 'SCHEDULED';
  const status = isLive ? 'RUNNING' : kept.status === 'FINISHED' ? 'FINISHED' : 'FAILED';
  const endedAt = isLive ? null : lastTimeOf(kept);
  return { ...kept, status, endedAt, user: null, notes: kept.notes === '' ? null : kept.notes };
}

function lastTimeOf({ startedAt, endedAt, metrics }: SampleRun): number {
  const times = metrics.flatMap(({ points }) => points.map(({ timestamp }) => timestamp));
  return times.reduce((most, time) => Math.max(most, time), endedAt ?? startedAt);
}

/** What the SDK would have written of a run, each summary before its row. */
function toRecords(run: SampleRun): readonly Uint8Array[] {
  const config = Object.fromEntries(run.params.map(({ key, value }) => [key, writeJson(value)]));
  const { group, jobType, notes, name, project } = run;
  const texts = { 6: group ?? '', 7: jobType ?? '', 8: name, 9: notes ?? '' };
  const about = { ...texts, project, tags: run.tags.map(({ key }) => key) };
  const summary = summaryOf(rowsOf(run), run.summary, false);
  return [
    records.header,
    records.run(run.key, run.startedAt, config, about),
    ...definitionsOf(run),
    records.summary(spell(summary)),
    ...rowsOf(run).map((row) => records.history(spell(row))),
    records.stats(lastTimeOf(run)),
  ];
}

function definitionsOf({ summary = {} }: SampleRun): readonly Uint8Array[] {
  return (summary.definitions ?? []).map(({ metric, as }) => records.metric(metric, flags[as]));
}

function rowsOf({ metrics }: SampleRun): readonly { readonly [key: string]: Json }[] {
  const rows = new Map<Num, { [key: string]: Json }>();
  for (const { key, points } of metrics) {
    for (const { step, value, timestamp } of points) {
      rows.set(step, { ...(rows.get(step) ?? { _step: step, _timestamp: timestamp / 1000 }), [key]: value });
    }
  }
  return [...rows.values()].sort((a, b) => Number(a['_step']) - Number(b['_step']));
}

function spell(values: { readonly [key: string]: Json }): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, writeJson(value)]));
}

/** A folder with a file for each run. */
export const offline: Target = {
  name: 'a folder of offline runs of W&B',
  keep: keepOffline,
  paramsAreText: false,
  keepsSummaries: true,
  waivers: [
    {
      check: 'projects',
      reason: 'a folder is made of runs, so that a project without any leaves no trace',
      version: '0.31.0',
    },
  ],
  async open(data, id) {
    const folder = mkdtempSync(join(tmpdir(), 'rungraph-offline-'));
    const runIds = new Map<string, string>();
    for (const sample of data.runs) {
      const run = keepOffline(sample);
      if (run === null) continue;
      const ending =
        run.status === 'RUNNING' || sample.status === 'KILLED' ? [] : [records.exit(run.status === 'FINISHED' ? 0 : 1)];
      const path = join(folder, `run-${run.key}`, `run-${run.key}.wandb`);
      mkdirSync(join(folder, `run-${run.key}`));
      writeFileSync(path, writeLog([...toRecords(run), ...ending]));
      // A file that is touched is of a run that goes on.
      const touched = (run.status === 'RUNNING' ? Date.now() + hourMs : lastTimeOf(run)) / 1000;
      utimesSync(path, touched, touched);
      runIds.set(run.key, `lab/${run.project}/${run.key}`);
    }
    const settings = { path: folder, entity: 'lab' };
    const close = async () => rm(folder, { recursive: true });
    return openTarget(wandb, { id, settings, runIds, close });
  },
};
