import { createHash } from 'node:crypto';
import type {
  SampleData,
  SampleDataset,
  SampleMetric,
  SampleProject,
  SampleRun,
} from '../../../src/emulator-kit/sample/sample-data.ts';
import { seedArtifacts } from './seed-artifacts.ts';
import { pythonStr } from './python-text.ts';
import { createExperiment } from './store/experiments.ts';
import { logInputs, type InputDraft } from './store/log-inputs.ts';
import { checkMetric, logMetrics, type MetricDraft } from './store/log-metrics.ts';
import { logParam } from './store/log-batch.ts';
import { createRun, updateRun } from './store/runs.ts';
import { runOf, type World } from './store/state.ts';

export interface Seeded {
  readonly runIds: ReadonlyMap<string, string>;
  readonly projectIds: ReadonlyMap<string, string>;
  readonly modelIds: ReadonlyMap<string, string>;
}

/**
 * Stores sample runs the way MLflow's Python client would log them. Groups, job types and metrics with a context have
 * no place in MLflow and are left out; a key, step or digest that the server would refuse is an error here.
 */
export function seed(world: World, data: SampleData): Seeded {
  const projectIds = new Map(
    withDefault(world, data.projects).map(({ name, description, createdAt }) => {
      const tags = new Map(description === null ? [] : [['mlflow.note.content', description]]);
      return [name, createExperiment(world, { name, artifactLocation: '', createdAt: Math.round(createdAt), tags }).id];
    }),
  );
  const runIds = new Map(data.runs.map(({ key }) => [key, runIdOf(key)]));
  const modelIds = new Map(data.runs.flatMap(({ models }) => models.map(({ key }) => [key, `m-${runIdOf(key)}`])));
  for (const run of data.runs) {
    try {
      seedRun(world, run, { runIds, projectIds, modelIds });
    } catch (error) {
      throw new Error(`MLflow cannot store the sample run '${run.key}': ${String(error)}`, { cause: error });
    }
  }
  return { runIds, projectIds, modelIds };
}

/** Every server has an experiment called Default, which is its first and oldest. */
function withDefault(world: World, projects: readonly SampleProject[]): readonly SampleProject[] {
  const oldest = Math.min(world.now(), ...projects.map(({ createdAt }) => createdAt));
  const given = projects.find(({ name }) => name === 'Default');
  const first = given ?? { name: 'Default', description: null, createdAt: oldest };
  return [first, ...projects.filter((project) => project !== given)];
}

/** The same key has the same id in every process: answers can be compared and bookmarks survive. */
function runIdOf(key: string): string {
  return createHash('sha256').update(`mlflow-emulator ${key}`).digest('hex').slice(0, 32);
}

/** Tags are set with the creation of the run, when the server does not look at their keys. */
function seedRun(world: World, run: SampleRun, { runIds, projectIds, modelIds }: Seeded): void {
  const id = lookUp(runIds, run.key);
  createRun(world, {
    id,
    experimentId: lookUp(projectIds, run.project),
    name: run.name,
    fallbackName: run.key,
    userId: '',
    startTime: BigInt(Math.round(run.startedAt)),
    tags: [...ownTags(run, runIds), ...run.tags.map(({ key, value }) => [key, value ?? ''] as const)],
  });
  for (const { key, value } of run.params) logParam(world, id, { key, value: pythonStr(value) });
  for (const metric of run.metrics.filter(({ context }) => Object.keys(context).length === 0)) {
    const drafts = toDrafts(metric);
    for (const draft of drafts) checkMetric(draft, '');
    logMetrics(runOf(world, id), drafts);
  }
  logInputs(world, id, run.datasets.map(toInput));
  seedArtifacts(world, id, run, modelIds);
  const endTime = run.endedAt === null ? undefined : BigInt(Math.round(run.endedAt));
  updateRun(world, id, { status: run.status, endTime }).deleted = run.archived;
}

/** MLflow's own bookkeeping. */
function ownTags(run: SampleRun, runIds: ReadonlyMap<string, string>): readonly (readonly [string, string])[] {
  const { git, entryPoint } = run;
  const tags: readonly (readonly [string, string | null | undefined])[] = [
    ['user', run.user],
    ['note.content', run.notes],
    ['parentRunId', run.parent === null ? null : lookUp(runIds, run.parent)],
    ['source.name', entryPoint],
    ['source.type', entryPoint === null ? null : 'LOCAL'],
    ['source.git.commit', git?.commit],
    ['source.git.branch', git?.branch],
    ['source.git.repoURL', git?.repository],
    ['source.git.dirty', git?.dirty?.toString()],
  ];
  return tags.flatMap(([key, value]) => (value === null || value === undefined ? [] : [[`mlflow.${key}`, value]]));
}

function toDrafts({ key, points }: SampleMetric): readonly MetricDraft[] {
  return points.map(({ step, value, timestamp }) => {
    if (typeof step === 'number' && !Number.isSafeInteger(step)) {
      throw new Error(`steps are integers, and ${step} of '${key}' is none`);
    }
    return { key, value, timestamp: BigInt(Math.round(timestamp)), step: BigInt(step) };
  });
}

/** The source is JSON text, whose shape differs by its type as mlflow.data writes it. */
function toInput({ name, digest, uri, role }: SampleDataset): InputDraft {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//.exec(uri)?.[1] ?? 'local';
  const isHttp = scheme === 'http' || scheme === 'https';
  return {
    dataset: {
      name,
      digest,
      sourceType: isHttp ? 'http' : scheme,
      source: JSON.stringify(isHttp ? { url: uri } : { uri }),
      schema: '',
      profile: '',
    },
    tags: new Map([['mlflow.data.context', role]]),
  };
}

function lookUp(ids: ReadonlyMap<string, string>, name: string): string {
  const id = ids.get(name);
  if (id === undefined) throw new Error(`'${name}' is named, but is not in the data.`);
  return id;
}
