import { capabilitiesOf } from '../../../adapters/mlflow/capabilities.ts';
import { dialectOf } from '../../../adapters/mlflow/dialect.ts';
import { supportOf } from '../../../src/core/query/support.ts';
import type { OpenTarget } from '../../conformance/target.ts';
import { at } from '../../support/json-at.ts';
import { clause } from '../../support/questions.ts';
import { sendJson, startStub, type StubServer } from '../../support/stub-server.ts';
import { openMlflowTarget } from './open-target.ts';

// How FastTrackML 0.6.0 answers about metrics with contexts, as a real one was seen to (test/live/mlflow).

const [val, train] = [{ subset: 'val' }, { subset: 'train' }];
const row = (key: string, value: number, step: number) => ({ key, value, step, timestamp: 1000 + step });
const point = (value: number, step: number, context: object) => ({ ...row('score', value, step), context });

const runs = [
  { id: 'both', metrics: [row('score', 1.1, 1), row('score', 2.2, 2), row('plain', 5, 0)] },
  { id: 'one', metrics: [row('score', 0.4, 0)] },
  { id: 'none', metrics: [row('plain', 6, 3)] },
].map(({ id, metrics }) => ({
  info: { run_id: id, experiment_id: '1', status: 'FINISHED', start_time: 5 },
  data: { metrics },
}));

const histories: Readonly<Record<string, readonly object[]>> = {
  both: [point(0.1, 0, val), point(2.2, 2, train), point(1.1, 1, val), point(0.2, 0, train)],
  one: [point(0.4, 0, val)],
  none: [3, 1, 2].map((value) => ({ ...row('plain', value, 3), context: {} })),
};

/** Of `plain`: sorted by value where points are equal in step and time. */
const bulk = [
  ...[4, 5].map((value, step) => ({ run_id: 'both', ...row('plain', value, step) })),
  ...[1, 2, 3].map((value) => ({ run_id: 'none', ...row('plain', value, 3) })),
];

let stub: StubServer;
let target: OpenTarget;
beforeEach(async () => {
  stub = await startStub((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://stub');
    const contexts = (list: readonly object[]) => list.map((context) => ({ name: 'score', context, last_value: 0.1 }));
    response.setHeader('server', 'FastTrackML/0.6.0');
    if (pathname === '/version') response.writeHead(200, { 'content-type': 'text/plain' }).end('0.6.0');
    else if (pathname.endsWith('/experiments/search'))
      sendJson(response, { experiments: [{ experiment_id: '1', name: 'e' }] });
    else if (pathname.endsWith('/runs/search')) sendJson(response, { runs });
    else if (pathname.endsWith('/get-history'))
      sendJson(response, { metrics: histories[searchParams.get('run_id') ?? ''] });
    else if (pathname.endsWith('/get-history-bulk')) sendJson(response, { metrics: bulk });
    else if (pathname.endsWith('/projects/params')) {
      sendJson(response, { metric: { score: [val, train], plain: [{}] } });
    } else if (pathname.endsWith('/runs/one/info')) sendJson(response, { traces: { metric: contexts([val]) } });
    else sendJson(response, { error_code: 'ENDPOINT_NOT_FOUND' }, 404);
  });
  target = await openMlflowTarget(stub.url, 'fast', new Map(), () => stub.close());
});
afterEach(() => target.close());

const metric = (key: string, context: object | null, last: number, lastStep: number) => ({
  key,
  context,
  last,
  lastStep,
});

test('metrics are told by key and context, and the server is asked as little as that takes', async () => {
  const { data } = await target.gateway.execute(
    '{ runs { nodes { nativeId metrics { key context last lastStep } } } }',
  );
  expect(at(data, 'runs', 'nodes')).toEqual([
    {
      nativeId: 'both',
      metrics: [metric('score', val, 1.1, 1), metric('score', train, 2.2, 2), metric('plain', null, 5, 0)],
    },
    { nativeId: 'one', metrics: [metric('score', val, 0.4, 0)] },
    { nativeId: 'none', metrics: [metric('plain', null, 6, 3)] },
  ]);
  const asked = stub.requests.map((request) => /[^/?]*\/?info|[^/?]*(?=\?)|[^/]*$/.exec(request)?.[0]);
  expect(asked.filter((call) => call === 'get-history')).toHaveLength(1);
  expect(asked.filter((call) => call === 'one/info')).toHaveLength(1);
  expect(asked.filter((call) => call === 'params')).toHaveLength(1);
});

test('without metrics nobody is asked for contexts', async () => {
  await target.gateway.execute('{ runs { nodes { nativeId name } } }');
  expect(stub.requests.some((request) => request.includes('/aim/'))).toBe(false);
});

test('of a series the points of its own context are read, several contexts at once', async () => {
  const { data, errors } = await target.gateway.execute(
    '{ runs(first: 1) { nodes { metrics(keys: ["score"]) { context series { steps values complete } } } } }',
  );
  expect(errors).toBeUndefined();
  expect(at(data, 'runs', 'nodes', 0, 'metrics')).toEqual([
    { context: val, series: { steps: [0, 1], values: [0.1, 1.1], complete: true } },
    { context: train, series: { steps: [0, 2], values: [0.2, 2.2], complete: true } },
  ]);
  // Once for the contexts, once for the series.
  expect(stub.requests.filter((request) => request.includes('run_id=both'))).toHaveLength(2);
});

test('points equal in step and time are read again, in the order that they were logged in', async () => {
  const { data, errors } = await target.gateway.execute(
    '{ runs { nodes { nativeId metric(key: "plain") { series { values } } } } }',
  );
  expect(errors).toBeUndefined();
  expect(at(data, 'runs', 'nodes')).toEqual([
    { nativeId: 'both', metric: { series: { values: [4, 5] } } },
    { nativeId: 'one', metric: null },
    { nativeId: 'none', metric: { series: { values: [3, 1, 2] } } },
  ]);
  const again = stub.requests.filter((request) => request.includes('/get-history?'));
  expect(again).toEqual([expect.stringMatching(/run_id=none&metric_key=plain/)]);
});

test('clauses about a metric with a context are pushed, and checked again', () => {
  const table = capabilitiesOf(dialectOf({ version: '0.6.0', server: 'FastTrackML/0.6.0', workspaces: false }));
  const field = { kind: 'metric', key: 'score', context: val, aggregate: 'LAST' } as const;
  expect(supportOf(clause(field, 'gt', 0.5), table)).toBe('inexact');
});
