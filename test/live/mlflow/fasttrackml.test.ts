import { openMlflowTarget } from '../../adapters/mlflow/open-target.ts';
import { post } from '../../adapters/mlflow/seed-server.ts';
import type { OpenTarget } from '../../conformance/target.ts';
import { at, listAt } from '../../support/json-at.ts';
import type { RealServer } from '../support/server.ts';
import { startFastTrackMl } from './servers.ts';

// What FastTrackML keeps that MLflow does not, on a real server: contexts of metrics, and the latest point as it was sent.

let server: RealServer;
let target: OpenTarget;
const ids = new Map<string, string>();

const start = Date.UTC(2026, 2, 5);
const val = { subset: 'val' };
const train = { subset: 'train' };

async function log(run: string, key: string, points: readonly (readonly [number, number])[], context?: object) {
  // One by one: within a batch the server finds the greatest step by itself.
  for (const [step, value] of points) {
    const metric = { run_id: ids.get(run), key, step, value, timestamp: start + step * 1000 };
    await post(server.url, 'runs/log-metric', context === undefined ? metric : { ...metric, context });
  }
}

beforeAll(async () => {
  server = await startFastTrackMl();
  const { experiment_id: experiment } = Object(await post(server.url, 'experiments/create', { name: 'contexts' }));
  for (const [index, name] of ['all', 'one', 'none', 'back', 'ties'].entries()) {
    const body = { experiment_id: experiment, run_name: name, start_time: start + index };
    ids.set(name, String(at(await post(server.url, 'runs/create', body), 'run', 'info', 'run_id')));
  }
  await log('all', 'score', [[0, 0.1], [1, 1.1]], val); // prettier-ignore
  await log('all', 'score', [[0, 0.2], [1, 1.2], [2, 2.2]], train); // prettier-ignore
  await log('all', 'score', [[0, 0.3]]);
  await log('one', 'score', [[0, 0.4]], val);
  await log('none', 'score', [[0, 0.5]]);
  await log('none', 'other', [[0, 0.6]]);
  await log('back', 'steps', [[10, 2], [3, 3]]); // prettier-ignore
  for (const value of [3, 1, 2]) await log('ties', 'equal', [[5, value]]);
  target = await openMlflowTarget(server.url, 'fast', ids, () => server.stop());
});

afterAll(() => target.close());

async function asked(document: string): Promise<unknown> {
  const { data, errors } = await target.gateway.execute(document);
  expect(errors).toBeUndefined();
  return data;
}

const metrics = 'metrics { key context last lastStep count series { steps values complete } }';

async function metricsOf(run: string): Promise<readonly unknown[]> {
  return listAt(await asked(`{ run(id: "fast/${ids.get(run) ?? ''}") { ${metrics} } }`), 'run', 'metrics');
}

const metric = (context: object, steps: readonly number[], values: readonly number[]) => ({
  key: 'score',
  context,
  last: values.at(-1),
  lastStep: steps.at(-1),
  count: values.length,
  series: { steps, values, complete: true },
});

test('a metric that was logged in several contexts is several metrics, each with its own points', async () => {
  const all = [metric(val, [0, 1], [0.1, 1.1]), metric(train, [0, 1, 2], [0.2, 1.2, 2.2]), metric({}, [0], [0.3])];
  expect(await metricsOf('all')).toEqual(expect.arrayContaining(all));
  expect(await metricsOf('all')).toHaveLength(3);
  expect(await metricsOf('one')).toEqual([metric(val, [0], [0.4])]);
  expect(await metricsOf('none')).toEqual(expect.arrayContaining([metric({}, [0], [0.5])]));
  const listed = await asked(`{ runs(orderBy: [{ by: { field: STARTED_AT } }]) { nodes { nativeId ${metrics} } } }`);
  expect(listAt(listAt(listed, 'runs', 'nodes')[0], 'metrics')).toHaveLength(3);
});

test('filters and sorts by a metric with a context find each run once', async () => {
  const find = async (clause: string) => {
    const filter = `filter: { metric: { key: "score" ${clause} } }`;
    const order = 'orderBy: [{ by: { metric: { key: "score", context: { subset: "val" } } }, direction: DESC }]';
    const { runs } = Object(await asked(`{ runs(${filter}, ${order}, first: 2) { nodes { nativeId } totalCount } }`));
    return listAt(runs, 'nodes').map((node) => [...ids].find(([, id]) => id === at(node, 'nativeId'))?.[0]);
  };
  expect(await find('gt: 0')).toEqual(['all', 'one']);
  expect(await find('context: { subset: "val" }, gt: 0')).toEqual(['all', 'one']);
  expect(await find('context: { subset: "train" }, exists: true')).toEqual(['all']);
  expect(await find('gte: 0.3, context: {}')).toEqual(['all', 'none']);
  expect(await find('context: { subset: "val" }, gt: 1.15')).toEqual([]);
});

test('pages in the default order hold every run once, though a filter finds some several times', async () => {
  const found: unknown[] = [];
  let after = '';
  do {
    const page = await asked(
      `{ runs(first: 1 ${after}, filter: { metric: { key: "score", exists: true } }) { nodes { nativeId } pageInfo { endCursor hasNextPage } } }`,
    );
    found.push(...listAt(page, 'runs', 'nodes').map((node) => at(node, 'nativeId')));
    const more = at(page, 'runs', 'pageInfo', 'hasNextPage') === true;
    after = more ? `after: ${JSON.stringify(at(page, 'runs', 'pageInfo', 'endCursor'))}` : '';
  } while (after !== '');
  expect(found).toEqual(['none', 'one', 'all'].map((run) => ids.get(run)));
});

test('where the series is read, last is the value at its greatest step; the server alone tells what was sent last', async () => {
  const id = `fast/${ids.get('back') ?? ''}`;
  const both = await asked(`{ run(id: "${id}") { metric(key: "steps") { last lastStep series { values } } } }`);
  expect(at(both, 'run', 'metric')).toEqual({ last: 2, lastStep: 10, series: { values: [3, 2] } });
  const counted = await asked(`{ run(id: "${id}") { metric(key: "steps") { max last lastStep } } }`);
  expect(at(counted, 'run', 'metric')).toEqual({ max: 3, last: 2, lastStep: 10 });
  const { source } = Object(await asked('{ source(id: "fast") { diagnostics { severity code } } }'));
  expect(listAt(source, 'diagnostics')).toContainEqual({ severity: 'INFO', code: 'LATEST_AS_SENT' });
});

test('points that are equal in step and time come as they were logged, and the last of them is the latest', async () => {
  const selection = 'metric(key: "equal") { last series { values } }';
  const found = await asked(`{ run(id: "fast/${ids.get('ties') ?? ''}") { ${selection} } }`);
  expect(at(found, 'run', 'metric')).toEqual({ last: 2, series: { values: [3, 1, 2] } });
});

test('the address of a run and of a project is that of the page', async () => {
  const found = await asked(`{ run(id: "fast/${ids.get('all') ?? ''}") { url project { url } } }`);
  expect(at(found, 'run', 'url')).toMatch(
    /^http:\/\/127\.0\.0\.1:\d+\/mlflow\/#\/experiments\/\d+\/runs\/[0-9a-f]{32}$/,
  );
  expect(at(found, 'run', 'project', 'url')).toMatch(/\/mlflow\/#\/experiments\/\d+$/);
  const page = await fetch(String(at(found, 'run', 'url')));
  expect(await page.text()).toContain('<title>FastTrackML (classic)');
});
