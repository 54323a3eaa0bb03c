import { createHash } from 'node:crypto';
import type { SampleData, SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import type { Value } from '../../../src/contract/value.ts';
import type { ProductLine } from '../sample/product-line.ts';
import { heldBy } from './seed-files.ts';
import type { StoredAttribute, StoredRun, World } from './world.ts';

export interface Seeded {
  readonly world: World;
  /** Native ids of the sample runs, by their keys. */
  readonly runIds: ReadonlyMap<string, string>;
}

/** Attributes of entries, by path. */
type Holdings = ReadonlyMap<string, StoredAttribute>;

export interface SeedOptions {
  readonly line: ProductLine;
  readonly workspace: string;
  readonly forks?: Forks | undefined;
  /** More attributes of runs, by their keys. */
  readonly holdings?: ReadonlyMap<string, Holdings> | undefined;
  /** Models of 2.x, and their versions, by short id: in the first project. */
  readonly registry?: ReadonlyMap<string, Holdings> | undefined;
}

/** Where a run of 3.x was forked: the key of the parent, and the last step of it that counts. */
export type Forks = ReadonlyMap<string, { readonly parent: string; readonly step: number }>;

/**
 * Stores sample runs the way Neptune's clients would. Nesting, groups and values of tags have no place and
 * are left out; a run that has ended is idle, however it ended, but for failed ones. Points whose steps do not grow are refused.
 */
export function seed(
  data: SampleData,
  { line, workspace, forks = new Map(), holdings, registry }: SeedOptions,
): Seeded {
  const keys = new Map(data.projects.map(({ name }, index) => [name, `P${index}`]));
  const stored = new Map<string, StoredRun>();
  const runs = data.runs.map((run, index): StoredRun => {
    const shortId = `${keys.get(run.project) ?? 'P'}-${index + 1}`;
    const { parent: parentKey, step = 0 } = forks.get(run.key) ?? {};
    const parent = stored.get(parentKey ?? '');
    const made: StoredRun = {
      type: 'run',
      project: `${workspace}/${run.project}`,
      shortId,
      uuid: uuidOf(run.key),
      attributes: new Map([
        ...attributesOf(run, line, shortId),
        ...forkingOf(parentKey, step),
        ...heldBy(run, line),
        ...(holdings?.get(run.key) ?? []),
      ]),
      ...(parent === undefined ? {} : { fork: { parent, step } }),
    };
    stored.set(run.key, made);
    return made;
  });
  const runIds = new Map(
    data.runs.map(({ key, project }, index) => [
      key,
      `${workspace}/${project}/${line === '2.x' ? (runs[index]?.shortId ?? '') : key}`,
    ]),
  );
  const projects = data.projects.map((project) => ({
    ...project,
    uuid: uuidOf(`project ${project.name}`),
    key: keys.get(project.name) ?? 'P',
  }));
  const entries = [...(registry ?? [])].map(([shortId, attributes]): StoredRun => {
    const type = /-\d+$/.test(shortId) ? 'modelVersion' : 'model';
    const project = `${workspace}/${data.projects[0]?.name ?? ''}`;
    return {
      type,
      project,
      shortId,
      uuid: uuidOf(shortId),
      attributes: new Map([...textAt('sys/id', shortId), ...attributes]),
    };
  });
  return { world: { line, workspace, projects, runs, registry: entries }, runIds };
}

function attributesOf(run: SampleRun, line: ProductLine, shortId: string): (readonly [string, StoredAttribute])[] {
  const text = (path: string, value: string | null) =>
    value === null ? [] : [[path, { type: 'string', value }] as const];
  const time = (path: string, value: number | null) =>
    value === null ? [] : [[path, { type: 'datetime', value }] as const];
  const flag = (path: string, value: boolean) => [[path, { type: 'bool', value }] as const];
  const state = run.status === 'RUNNING' ? 'running' : 'idle';
  const labels = run.tags.map(({ key }) => key);
  return [
    ...text('sys/id', shortId),
    ...(line === '3.x' ? text('sys/custom_run_id', run.key) : []),
    ...text('sys/name', run.name),
    ...text('sys/owner', run.user),
    ...text('sys/description', run.notes),
    ...time('sys/creation_time', run.startedAt),
    ...time('sys/ping_time', run.endedAt),
    ...flag('sys/failed', run.status === 'FAILED'),
    ...flag('sys/trashed', line === '2.x' && run.archived),
    ...(line === '3.x' ? flag('sys/archived', run.archived) : []),
    ['sys/state', { type: 'experimentState', value: state }],
    ...(labels.length === 0 ? [] : [['sys/tags', { type: 'stringSet', values: labels }] as const]),
    ...text(line === '2.x' ? 'source_code/entrypoint' : 'source_code/run_command', run.entryPoint),
    ...gitOf(run, line),
    ...run.params.map(({ key, value }) => [key, toAttribute(value)] as const),
    ...run.metrics.map(({ key, points }) => [key, toSeries(points)] as const),
  ];
}

function textAt(path: string, value: string): (readonly [string, StoredAttribute])[] {
  return [[path, { type: 'string', value }]];
}

function forkingOf(parent: string | undefined, step: number): (readonly [string, StoredAttribute])[] {
  if (parent === undefined) return [];
  return [
    ['sys/forking/parent', { type: 'string', value: parent }],
    ['sys/forking/step', { type: 'float', value: step }],
  ];
}

/** One attribute in 2.x, one for each fact in 3.x. */
function gitOf({ git }: SampleRun, line: ProductLine): (readonly [string, StoredAttribute])[] {
  if (git === null) return [];
  const { commit, branch, repository, dirty } = git;
  if (line === '2.x') {
    const ref = {
      commit: { commitId: commit },
      currentBranch: branch,
      repositoryDirty: dirty,
      remotes: repository === null ? [] : [repository],
    };
    return [['source_code/git', { type: 'gitRef', git: ref }]];
  }
  const texts = { 'commit/commit_id': commit, branch, 'remote/origin': repository };
  const all = Object.entries(texts).flatMap(([name, value]): (readonly [string, StoredAttribute])[] =>
    value === null ? [] : [[`source_code/${name}`, { type: 'string', value }]],
  );
  return dirty === null ? all : [...all, ['source_code/dirty', { type: 'bool', value: dirty }]];
}

function toAttribute(value: Value): StoredAttribute {
  switch (typeof value) {
    case 'boolean':
      return { type: 'bool', value };
    case 'bigint':
      return { type: 'int', value };
    case 'number':
      return { type: Number.isSafeInteger(value) && !Object.is(value, -0) ? 'int' : 'float', value };
    case 'string':
      return { type: 'string', value };
    default:
      return { type: 'stringSet', values: (value ?? []).map(String) };
  }
}

/** Steps only grow: the server drops a point that does not come behind the last one. */
function toSeries(points: SampleRun['metrics'][number]['points']): StoredAttribute {
  let last = -Infinity;
  const kept = points.filter(({ step }) => {
    const grows = Number(step) > last;
    if (grows) last = Number(step);
    return grows;
  });
  return {
    type: 'floatSeries',
    points: kept.map(({ step, value, timestamp }) => {
      return { step: Number(step), value, timestampMillis: Math.round(timestamp) };
    }),
  };
}

/** The same key has the same id in every process. */
function uuidOf(key: string): string {
  const hex = createHash('sha256').update(key).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
