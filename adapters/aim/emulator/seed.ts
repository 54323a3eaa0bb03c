import { createHash } from 'node:crypto';
import type { SampleData, SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import type { Sent } from './encode-tree.ts';
import { track } from './track.ts';
import type { StoredExperiment, StoredObjects, StoredRun, World } from './world.ts';

export interface Seeded {
  readonly world: World;
  /** Hashes of the sample runs, by their keys. */
  readonly runIds: ReadonlyMap<string, string>;
}

/**
 * Stores sample runs the way Aim's SDK would. Users, groups, kinds of jobs, parents, values of tags and data sets have
 * no place in Aim and are left out; a run that has ended is finished, however it ended. Of files, Aim keeps where they lie.
 * `tracked` says what else a run tracked, by its key.
 */
export function seed(data: SampleData, tracked: Tracked = () => ({})): Seeded {
  const oldest = Math.min(Date.now(), ...data.projects.map(({ createdAt }) => createdAt));
  const experiments = [{ name: 'default', description: null, createdAt: oldest }, ...data.projects].map(
    ({ name, description, createdAt }): StoredExperiment => {
      return { id: uuidOf(name), name, description, creationTime: createdAt / 1000 };
    },
  );
  const runIds = new Map(data.runs.map(({ key }) => [key, hashOf(key)]));
  const runs = data.runs
    .map((run) => store(run, experiments, tracked(run.key)))
    .sort((a, b) => b.creationTime - a.creationTime);
  return { world: { experiments, runs }, runIds };
}

/** What of a run no sample can say. */
export type Tracked = (key: string) => Partial<Pick<StoredObjects, 'sequences' | 'logs' | 'logRecords'>>;

function store(
  run: SampleRun,
  experiments: readonly StoredExperiment[],
  { sequences = [], logs = [], logRecords = [] }: ReturnType<Tracked>,
): StoredRun {
  const experiment = experiments.find(({ name }) => name === run.project);
  if (experiment === undefined) throw new Error(`the sample run '${run.key}' has no project '${run.project}'`);
  const hash = hashOf(run.key);
  const stored = run.files.map(({ path: name }) => ({ name, uri: `s3://artifacts.example.com/${hash}/${name}` }));
  return {
    hash,
    name: run.name,
    description: run.notes,
    experiment,
    tags: run.tags.map(({ key }) => key),
    archived: run.archived ? true : null,
    creationTime: run.startedAt / 1000,
    endTime: run.endedAt === null ? null : run.endedAt / 1000,
    params: { ...nested(run.params), ...systemParams(run) },
    metrics: run.metrics.map(track),
    objects: { sequences, stored, logs, logRecords },
  };
}

/** Keys with dots are nested dicts, as a training script would set them. */
function nested(params: SampleRun['params']): { [key: string]: Sent } {
  const root: { [key: string]: Sent } = {};
  for (const { key, value } of params) {
    const [first = '', ...rest] = key.split('.');
    root[first] = put(root[first], rest, value);
  }
  return root;
}

function put(at: Sent | undefined, [key, ...rest]: readonly string[], value: Sent): Sent {
  if (key === undefined) return value;
  const object = isObject(at) ? at : {};
  return { ...object, [key]: put(object[key], rest, value) };
}

function isObject(value: Sent | undefined): value is { readonly [key: string]: Sent } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}

/** What the SDK records where it is told to. */
function systemParams({ git, entryPoint }: SampleRun): { [key: string]: Sent } {
  if (git === null && entryPoint === null) return {};
  const info = git && {
    branch: git.branch,
    remote_origin_url: git.repository,
    commit: { hash: git.commit.slice(0, 7), timestamp: null, author: null },
  };
  const script = entryPoint === null ? {} : { arguments: [entryPoint] };
  return { __system_params: { ...script, git_info: info ?? {} } };
}

/** The same key has the same hash in every process: answers can be compared and bookmarks survive. */
function hashOf(key: string): string {
  return createHash('sha256').update(`aim-emulator ${key}`).digest('hex').slice(0, 24);
}

function uuidOf(name: string): string {
  const digits = createHash('sha256').update(`aim-emulator experiment ${name}`).digest('hex');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}
