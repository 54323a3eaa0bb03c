import { createHash } from 'node:crypto';
import type { SampleData, SampleRun } from '../../../../src/emulator-kit/sample/sample-data.ts';
import type { Json, Num } from '../../../../src/contract/value.ts';
import type { JsonObject } from '../json.ts';
import { put } from './put.ts';
import { seedArtifacts } from './seed-artifacts.ts';
import { configOf, summaryOf } from './seed-summary.ts';
import { ensureProject, newRun, storeFile, type StoredRun, type World } from './world.ts';

/** Stores sample runs as if the SDK had written them, and answers their native ids by their keys. */
export function seed(world: World, data: SampleData): ReadonlyMap<string, string> {
  for (const { name, description, createdAt } of data.projects) {
    const project = ensureProject(world, world.viewer, name);
    Object.assign(project, { description, createdAt });
  }
  const runs = new Map(data.runs.map((run) => [run.key, seedRun(world, run)]));
  seedArtifacts(world, data, runs);
  return new Map([...runs].map(([key, { project, name }]) => [key, `${project.entity}/${project.name}/${name}`]));
}

const states = {
  SCHEDULED: 'pending',
  RUNNING: 'running',
  FINISHED: 'finished',
  FAILED: 'failed',
  KILLED: 'killed',
} as const;

function seedRun(world: World, sample: SampleRun): StoredRun {
  const project = ensureProject(world, world.viewer, sample.project);
  const run = newRun(world, project, nameOf(sample.key));
  const nest = world.traits.nestsSamples;
  const live = sample.status === 'RUNNING' || sample.status === 'SCHEDULED';
  const rows = rowsOf(sample);
  run.history.push(...rows);
  const stored: Partial<StoredRun> = {
    displayName: sample.name,
    state: states[sample.status],
    config: { ...wrapConfig(sample, nest), ...bookkeeping(sample) },
    summary: summaryOf(rows, sample.summary, nest),
    exported: live ? Math.floor(rows.length / 2) : rows.length,
    tags: sample.tags.map(({ key }) => key),
    group: sample.group,
    jobType: sample.jobType,
    notes: sample.notes,
    commit: sample.git?.commit ?? null,
    repo: sample.git?.repository ?? null,
    program: sample.entryPoint,
    user: sample.user,
    createdAt: sample.startedAt,
    heartbeatAt: sample.endedAt,
  };
  Object.assign(run, stored);
  for (const { path, content } of sample.files) run.files.set(path, storeFile(Buffer.from(content), sample.startedAt));
  project.runs.push(run);
  return run;
}

/** Eight letters, the same for a key in every process. */
function nameOf(key: string): string {
  return createHash('sha256').update(`run ${key}`).digest('hex').slice(0, 8);
}

function wrapConfig({ params }: SampleRun, nest: boolean): JsonObject {
  const plain: { [key: string]: Json } = {};
  for (const { key, value } of params) put(plain, nest ? key.split('.') : [key], value);
  return Object.fromEntries(Object.entries(plain).map(([key, value]) => [key, { value, desc: null }]));
}

function bookkeeping({ git, entryPoint, machine, summary = {} }: SampleRun): JsonObject {
  const state = git === null ? {} : { git: { remote: git.repository, commit: git.commit } };
  const gpus = machine && { gpu: machine.gpu, gpu_count: machine.gpus, cudaVersion: machine.cuda };
  const environment = { program: entryPoint, codePath: entryPoint, python: 'CPython 3.11.7', ...state, ...gpus };
  const telemetry = { t: { '4': '3.11.7', '5': '0.31.0' }, e: { writer: environment }, m: configOf(summary) };
  return { _wandb: { value: telemetry, desc: null } };
}

/** One row a step, with whatever metrics have a point there. */
function rowsOf({ metrics, startedAt }: SampleRun): readonly JsonObject[] {
  const rows = new Map<Num, { [key: string]: Json }>();
  for (const { key, points } of metrics) {
    for (const { step, value, timestamp } of points) {
      const row = rows.get(step) ?? { _step: step, _timestamp: timestamp / 1000 };
      rows.set(step, { ...row, _runtime: (timestamp - startedAt) / 1000, [key]: value });
    }
  }
  return [...rows.values()].sort((a, b) => Number(a['_step']) - Number(b['_step']));
}
