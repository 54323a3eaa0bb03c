import type { Gateway } from '../../../src/graphql/gateway.ts';
import { post } from '../../adapters/mlflow/seed-server.ts';
import { mlflowFilters } from '../../core/language/mlflow-filters.ts';
import { assembleConfig } from '../../support/assemble.ts';
import { at, listAt } from '../../support/json-at.ts';
import type { RealServer } from '../support/server.ts';
import { startMlflow } from './servers.ts';

// Filters as people write them for MLflow find the same runs by MLflow itself and by the gateway.

interface Filled {
  readonly name: string;
  readonly user?: string;
  readonly status?: string;
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly params?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
  readonly metrics?: Readonly<Record<string, number | string>>;
}

const then = 1664067852747;
const runs: readonly Filled[] = [
  {
    name: 'nice-dove-1',
    user: 'ada',
    status: 'FINISHED',
    startedAt: then,
    endedAt: then + 5000,
    params: {
      lr: '0.001',
      model: 'resnet50',
      'batch size': '32',
      'optimizer/lr': '0.1',
      'optimizer.lr': '0.1',
      note: "it's",
      path: 'C:\\data',
      text: 'a and b or (c)',
    },
    tags: { stage: 'prod', 'release.version': '1', 'a b': 'x' },
    metrics: {
      accuracy: 0.72,
      loss: 0.5,
      m: 2,
      'a_b.c': 3,
      'val acc': 0.95,
      'val/acc': 0.95,
      'top-5.acc': 0.99,
      système: 1,
      a: 1,
      big: 1e17,
    },
  },
  {
    name: 'a',
    user: 'alan',
    status: 'FAILED',
    startedAt: then + 1,
    endedAt: then - 1,
    params: { lr: '0.1', model: 'vit', 'batch size': '64' },
    tags: { stage: 'dev', 'release.version': '2', a: '1' },
    metrics: { accuracy: 0.9, loss: 0, m: 1, 'val acc': 0.1, 'val/acc': 0.1 },
  },
  {
    name: 'killed',
    user: 'bob',
    status: 'KILLED',
    startedAt: 0,
    params: { model: 'Resnet50' },
    metrics: { loss: 1e-5 },
  },
  { name: 'waits', status: 'SCHEDULED', params: { model: 'a1b2c' }, metrics: { loss: -2, m: -0.5 } },
  { name: 'goes on', status: 'RUNNING', params: { model: 'RESNET50' }, tags: { stage: 'PROD-2' }, metrics: { m: 0.6 } },
  { name: 'empty' },
];

let server: RealServer;
let gateway: Gateway;
let experiment = '';
const ids: string[] = [];

beforeAll(async () => {
  server = await startMlflow('mlflow-3');
  experiment = String(at(await post(server.url, 'experiments/create', { name: 'filters' }), 'experiment_id'));
  for (const run of runs) ids.push(await fill(run));
  gateway = await assembleConfig({ m: { tracker: 'mlflow', url: server.url } });
});

afterAll(async () => {
  await gateway.close();
  await server.stop();
});

async function fill({ name, user, status, startedAt, endedAt, params = {}, tags = {}, metrics = {} }: Filled) {
  const pairs = (of: Readonly<Record<string, unknown>>) => Object.entries(of).map(([key, value]) => ({ key, value }));
  const created = await post(server.url, 'runs/create', {
    experiment_id: experiment,
    run_name: name,
    user_id: user,
    start_time: startedAt ?? then - 1000,
    tags: pairs(tags),
  });
  const id = String(at(created, 'run', 'info', 'run_id'));
  const points = pairs(metrics).map((one) => ({ ...one, step: 0, timestamp: then }));
  await post(server.url, 'runs/log-batch', { run_id: id, params: pairs(params), metrics: points });
  if (status !== undefined) await post(server.url, 'runs/update', { run_id: id, status, end_time: endedAt });
  return id;
}

/** Ids that nobody can write down before the runs are there. */
function withIds(filter: string): string {
  if (!filter.includes('run_id')) return filter;
  const real: Readonly<Record<string, string | undefined>> = { abc: ids[0], a: ids[1], b: ids[2] };
  return filter.replace(/(['"])(abc|a|b)\1/g, (_text, mark: string, name: string) => `${mark}${real[name]}${mark}`);
}

async function foundByMlflow(filter: string): Promise<readonly string[]> {
  const body = { experiment_ids: [experiment], filter, max_results: 100 };
  return listAt(await post(server.url, 'runs/search', body), 'runs').map((run) => String(at(run, 'info', 'run_id')));
}

async function foundHere(where: string): Promise<readonly string[]> {
  const { data, errors } = await gateway.execute(
    'query ($where: String, $projects: [ID!]) { runs(where: $where, projects: $projects, strict: true) { nodes { nativeId } } }',
    { where, projects: [`m/${experiment}`] },
  );
  expect(errors).toBeUndefined();
  return listAt(data, 'runs', 'nodes').map((node) => String(at(node, 'nativeId')));
}

test('there are at least sixty of them', () => {
  expect(mlflowFilters.length).toBeGreaterThanOrEqual(60);
});

test.each(mlflowFilters)('%s', async (filter) => {
  const text = withIds(filter);
  const names = (found: readonly string[]) => found.map((id) => runs[ids.indexOf(id)]?.name).sort();
  expect(names(await foundHere(text))).toEqual(names(await foundByMlflow(text)));
});

test('most of them tell the runs apart', async () => {
  const counts = await Promise.all(
    mlflowFilters.map(async ([filter]) => (await foundByMlflow(withIds(filter))).length),
  );
  const telling = counts.filter((count) => count > 0 && count < runs.length);
  expect(telling.length).toBeGreaterThanOrEqual(60);
});
