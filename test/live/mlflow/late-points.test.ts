import { setTimeout } from 'node:timers/promises';
import { assembleConfig } from '../../support/assemble.ts';
import { at } from '../../support/json-at.ts';
import { post } from '../../adapters/mlflow/seed-server.ts';
import type { Gateway } from '../../../src/graphql/gateway.ts';
import type { RealServer } from '../support/server.ts';
import { startMlflow } from './servers.ts';

// What people do with finished runs on a real server: they go on, and they carry times that no clock shows.

const hourMs = 3_600_000;
const start = Date.UTC(2026, 2, 5);
let server: RealServer;
let gateway: Gateway;
let run = '';

const log = (step: number, value: number) =>
  post(server.url, 'runs/log-metric', { run_id: run, key: 'acc', step, value, timestamp: start + step });
const update = (status: string, end: number) =>
  post(server.url, 'runs/update', { run_id: run, status, end_time: start + end });

beforeAll(async () => {
  server = await startMlflow('mlflow-3');
  run = String(
    at(await post(server.url, 'runs/create', { experiment_id: '0', start_time: start }), 'run', 'info', 'run_id'),
  );
  for (const step of [0, 1, 2]) await log(step, step);
  await update('FINISHED', 1_000);
  // Lists are read anew, and what ended is kept.
  const freshMs = { lists: 50, running: 50, finished: hourMs, finishedSeries: hourMs, missing: 50 };
  gateway = await assembleConfig({ s: { tracker: 'mlflow', url: server.url, freshMs } });
});

afterAll(async () => {
  await gateway.close();
  await server.stop();
});

async function ask(): Promise<unknown> {
  const metric = 'metric(key: "acc") { last lastStep max count series { values complete } }';
  const { data, errors } = await gateway.execute(`{ runs { nodes { ${metric} } reports { state } } }`);
  expect(errors).toBeUndefined();
  return at(data, 'runs', 'nodes', 0, 'metric');
}

const metricOf = (values: readonly number[]) => ({
  last: values.at(-1),
  lastStep: values.length - 1,
  max: Math.max(...values),
  count: values.length,
  series: { values, complete: true },
});

test('A FINISHED RUN THAT GETS MORE POINTS is told with all of them, resumed or not', async () => {
  expect(await ask()).toEqual(metricOf([0, 1, 2]));
  await update('RUNNING', 1_000);
  await log(3, 103);
  await log(4, 104);
  await update('FINISHED', 9_000);
  await setTimeout(100);
  expect(await ask()).toEqual(metricOf([0, 1, 2, 103, 104]));
  await log(5, 50);
  await setTimeout(100);
  expect(await ask()).toEqual(metricOf([0, 1, 2, 103, 104, 50]));
  const filter = 'filter: { metric: { key: "acc", aggregate: MAX, gt: 103.5 } }';
  const { data } = await gateway.execute(`{ runs(${filter}) { nodes { nativeId } } }`);
  expect(data).toEqual({ runs: { nodes: [{ nativeId: run }] } });
});

test('A START TIME IN NANOSECONDS is null with an error of its own, and the number is in native', async () => {
  const created = await post(server.url, 'runs/create', { experiment_id: '0', start_time: '1764000000000000000' });
  const odd = String(at(created, 'run', 'info', 'run_id'));
  await setTimeout(100);
  const columns = '[{ value: { field: NAME } }, { value: { field: STARTED_AT } }]';
  const { data, errors } = await gateway.execute(`{ runs { table(columns: ${columns}) { refs columns { values } } } }`);
  expect(at(data, 'runs', 'table', 'refs')).toHaveLength(2);
  expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['PROTOCOL']);
  const alone = await gateway.execute(`{ run(id: "s/${odd}") { startedAt native } }`);
  expect(at(alone.data, 'run', 'startedAt')).toBeNull();
  expect(JSON.stringify(at(alone.data, 'run', 'native'))).toContain('1764000000000000000');
});
