import type { SampleData, SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import { at } from '../../support/json-at.ts';
import { keepOnMlflow } from './limitations.ts';
import { seedArtifacts } from './seed-artifacts.ts';

/** Where a data set was stored. */
export interface Seeded {
  /** From the key of a sample run to its run id. */
  readonly runIds: ReadonlyMap<string, string>;
  /** From the name of a project to its experiment id. */
  readonly projectIds: ReadonlyMap<string, string>;
}

export interface Fill {
  readonly keep?: (run: SampleRun) => SampleRun;
  /** Whether models are logged models of their own, files of their runs, or whether nothing but runs is stored. */
  readonly artifacts?: 'logged models' | 'files' | 'none';
  /** Short series are logged by a call a point, in the order of the sample. */
  readonly pointByPoint?: boolean;
}

/** Fills a server that speaks MLflow's protocol with a data set, by its own write calls. */
export async function seedServer(
  url: string,
  data: SampleData,
  { keep = keepOnMlflow, ...fill }: Fill = {},
): Promise<Seeded> {
  const projectIds = new Map<string, string>();
  const runIds = new Map<string, string>();
  const modelIds = new Map<string, string>();
  for (const { name, description } of data.projects) {
    const tags = description === null ? [] : [{ key: 'mlflow.note.content', value: description }];
    projectIds.set(name, String(at(await post(url, 'experiments/create', { name, tags }), 'experiment_id')));
  }
  for (const sample of data.runs) {
    const run = keep(sample);
    const id = await createRun(url, run, projectIds.get(run.project) ?? '', runIds);
    runIds.set(run.key, id);
    await logBatches(url, id, run, fill.pointByPoint ?? false);
    if (fill.artifacts !== 'none') {
      await logInputs(url, id, run);
      await seedArtifacts(url, { run, id, experiment: projectIds.get(run.project) ?? '', modelIds, ...fill });
    }
    await post(url, 'runs/update', {
      run_id: id,
      status: run.status,
      ...(run.endedAt === null ? {} : { end_time: run.endedAt }),
    });
    if (run.archived) await post(url, 'runs/delete', { run_id: id });
  }
  return { runIds, projectIds };
}

async function createRun(
  url: string,
  run: SampleRun,
  experiment: string,
  runIds: ReadonlyMap<string, string>,
): Promise<string> {
  const own = {
    'mlflow.user': run.user,
    'mlflow.note.content': run.notes,
    'mlflow.parentRunId': run.parent === null ? null : (runIds.get(run.parent) ?? null),
    'mlflow.source.name': run.entryPoint,
    'mlflow.source.git.commit': run.git?.commit ?? null,
    'mlflow.source.git.branch': run.git?.branch ?? null,
    'mlflow.source.git.repoURL': run.git?.repository ?? null,
    'mlflow.source.git.dirty': run.git?.dirty === undefined || run.git.dirty === null ? null : String(run.git.dirty),
  };
  const bookkeeping = Object.entries(own).flatMap(([key, value]) => (value === null ? [] : [{ key, value }]));
  const body = {
    experiment_id: experiment,
    run_name: run.name,
    start_time: run.startedAt,
    tags: [...bookkeeping, ...run.tags],
  };
  return String(at(await post(url, 'runs/create', body), 'run', 'info', 'run_id'));
}

const shortSeries = 50;

async function logBatches(url: string, id: string, run: SampleRun, pointByPoint: boolean): Promise<void> {
  for (const params of slices(run.params, 100)) await post(url, 'runs/log-batch', { run_id: id, params });
  const single = pointByPoint ? run.metrics.filter(({ points }) => points.length <= shortSeries) : [];
  const rest = run.metrics.filter((metric) => !single.includes(metric));
  for (const point of single.flatMap(toWire)) await post(url, 'runs/log-metric', { run_id: id, ...point });
  for (const part of slices(rest.flatMap(toWire), 1000)) {
    await post(url, 'runs/log-batch', { run_id: id, metrics: part });
  }
}

/** Points as servers take them; only FastTrackML knows contexts. */
function toWire({ key, context, points }: SampleRun['metrics'][number]): readonly object[] {
  const own = Object.keys(context).length === 0 ? {} : { context };
  return points.map((point) => ({ key, ...point, ...own }));
}

async function logInputs(url: string, id: string, run: SampleRun): Promise<void> {
  if (run.datasets.length === 0) return;
  const datasets = run.datasets.map(({ name, digest, uri, role }) => ({
    dataset: { name, digest, source_type: 'local', source: JSON.stringify({ uri }) },
    tags: [{ key: 'mlflow.data.context', value: role }],
  }));
  await post(url, 'runs/log-inputs', { run_id: id, datasets });
}

function slices<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_slice, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

export async function post(url: string, path: string, body: object): Promise<unknown> {
  const response = await fetch(`${url}/api/2.0/mlflow/${path}`, {
    method: 'POST',
    // A server that is busy closes connections which it keeps alive, while the next request is on its way.
    headers: { 'content-type': 'application/json', connection: 'close' },
    body: writeJson(body),
  });
  const text = await response.text();
  if (!response.ok)
    throw new Error(`${path}: ${String(response.status)} ${text.slice(0, 300)} for ${writeJson(body).slice(0, 300)}`);
  return JSON.parse(text);
}

/** JSON with exact integers, and numbers that JSON lacks as MLflow takes them: as text. */
function writeJson(value: unknown): string {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? JSON.stringify(value) : `"${String(value)}"`;
  if (Array.isArray(value)) return `[${value.map(writeJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${writeJson(member)}`).join(',')}}`;
}
