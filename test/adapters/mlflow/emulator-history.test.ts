import { z } from 'zod';
import { emulate, messageOf, sampleRun, series, type Emulated, type Reply } from './emulated.ts';

const many = Array.from({ length: 26_000 }, (_none, step) => [step, step] as const);
const runs = [
  sampleRun('few', {
    metrics: [
      {
        key: 'loss',
        context: {},
        points: [
          { step: 3, value: 3, timestamp: 1 },
          { step: -2, value: Number.NaN, timestamp: 4 },
          { step: 5, value: 2, timestamp: 2 },
          { step: 5, value: 1, timestamp: 2 },
          { step: 5, value: 1, timestamp: 2 },
        ],
      },
    ],
  }),
  sampleRun('even', {
    metrics: [
      series('loss', [
        [0, 0],
        [2, 2],
        [4, 4],
        [6, 6],
        [8, 8],
        [10, 10],
        [12, 12],
      ]),
    ],
  }),
  sampleRun('odd', {
    metrics: [
      series('loss', [
        [1, 1],
        [3, 3],
        [5, 5],
        [7, 7],
      ]),
    ],
  }),
  sampleRun('long', {
    metrics: [
      series('long', many),
      series(
        'stuck',
        many.map(([, value]) => [0, value] as const),
      ),
    ],
  }),
];

let server: Emulated;
let older: Emulated;

beforeAll(async () => {
  server = await emulate(runs);
  older = await emulate(runs, { version: '2.22.5' });
});

afterAll(() => Promise.all([server.close(), older.close()]));

const answer = z.object({
  metrics: z
    .array(z.object({ step: z.number(), value: z.union([z.number(), z.string()]), run_id: z.string().optional() }))
    .default([]),
  next_page_token: z.string().optional(),
});

function stepsOf(reply: Reply): readonly number[] {
  return answer.parse(JSON.parse(reply.text)).metrics.map(({ step }) => step);
}

function ask(emulated: Emulated, call: string, keys: readonly string[], query: string): Promise<Reply> {
  const name = { 'get-history': 'run_id', 'get-history-bulk': 'run_id' }[call] ?? 'run_ids';
  const ids = keys.map((key) => `${name}=${emulated.idOf(key)}`).join('&');
  return emulated.get(`/ajax-api/2.0/mlflow/metrics/${call}?${ids}&${query}`);
}

test('history is in the order of timestamp, step and value, exact repeats once, NaN as text', async () => {
  const reply = await ask(server, 'get-history', ['few'], 'metric_key=loss&max_results=25000');
  const rows = answer.parse(JSON.parse(reply.text)).metrics.map(({ step, value }) => [step, value]);
  expect(rows).toEqual([
    [3, 3],
    [5, 1],
    [5, 2],
    [-2, 'NaN'],
  ]);
});

test('history of an unknown run or key is empty, not an error', async () => {
  expect((await ask(server, 'get-history', ['few'], 'metric_key=nope')).text).toBe('{}');
  expect((await server.get('/api/2.0/mlflow/metrics/get-history?run_id=x&metric_key=y')).text).toBe('{}');
});

test('history is paged by an offset', async () => {
  const first = await ask(server, 'get-history', ['few'], 'metric_key=loss&max_results=3');
  const { next_page_token: token } = answer.parse(JSON.parse(first.text));
  expect([stepsOf(first), Buffer.from(token ?? '', 'base64').toString()]).toEqual([[3, 5, 5], '{"offset": 3}']);
  const last = await ask(server, 'get-history', ['few'], `metric_key=loss&max_results=3&page_token=${String(token)}`);
  expect(stepsOf(last)).toEqual([-2]);
  expect(last.text).not.toContain('next_page_token');
});

test('without max_results the whole history comes, and 0 is refused', async () => {
  expect(stepsOf(await ask(server, 'get-history', ['long'], 'metric_key=long'))).toHaveLength(26_000);
  const none = await ask(server, 'get-history', ['few'], 'metric_key=loss&max_results=0');
  expect([none.status, messageOf(none)]).toEqual([400, expect.stringContaining('must be a positive integer')]);
});

test('before 3.1 history was not paged, whatever was asked', async () => {
  const reply = await ask(older, 'get-history', ['few'], 'metric_key=loss&max_results=1&page_token=nonsense');
  expect(stepsOf(reply)).toHaveLength(4);
});

test('the bulk call is sorted by run id and writes NaN bare, which JSON.parse refuses', async () => {
  const reply = await ask(server, 'get-history-bulk', ['odd', 'few', 'even', 'few'], 'metric_key=loss');
  expect(() => JSON.parse(reply.text) as unknown).toThrow(SyntaxError);
  const rows = answer.parse(JSON.parse(reply.text.replace(':NaN', ':"NaN"'))).metrics;
  const ids = rows.map(({ run_id: id }) => id ?? '');
  expect(ids).toEqual(ids.toSorted());
  expect(rows.filter(({ run_id: id }) => id === server.idOf('few')).map(({ step }) => step)).toEqual([3, 5, 5, -2]);
  expect(reply.text).toMatch(/^\{"metrics":\[\{"key":"loss","run_id":"[0-9a-f]{32}","step":/);
});

test('the bulk call exists under /ajax-api alone', async () => {
  const path = `mlflow/metrics/get-history-bulk?metric_key=loss&run_id=${server.idOf('odd')}`;
  expect((await server.get(`/ajax-api/2.0/${path}`)).status).toBe(200);
  expect((await server.get(`/api/2.0/${path}`)).status).toBe(404);
});

test('the bulk call is cut off after 25,000 rows over all runs, without a word', async () => {
  const reply = await ask(server, 'get-history-bulk', ['long'], 'metric_key=long&max_results=50000');
  expect(stepsOf(reply)).toHaveLength(25_000);
  expect(Object.keys(z.looseObject({}).parse(JSON.parse(reply.text)))).toEqual(['metrics']);
});

test('the bulk calls take up to 100 runs', async () => {
  const ids = Array.from({ length: 101 }, () => 'a');
  const bulk = await server.get(
    `/ajax-api/2.0/mlflow/metrics/get-history-bulk?metric_key=m&run_id=${ids.join('&run_id=')}`,
  );
  expect(messageOf(bulk)).toContain('cannot specify more than 100 run_ids. Received 101');
  const interval = await server.get(
    `/api/2.0/mlflow/metrics/get-history-bulk-interval?metric_key=m&run_ids=${ids.join('&run_ids=')}`,
  );
  expect(messageOf(interval)).toContain('at most 100 run_ids. Received 101');
});

const interval = 'get-history-bulk-interval';

test('3.17 samples the rows of each run by itself, first and last kept, runs as asked', async () => {
  const reply = await ask(server, interval, ['odd', 'even'], 'metric_key=loss&max_results=3');
  expect(stepsOf(reply)).toEqual([1, 5, 7, 0, 6, 12]);
  expect(stepsOf(await ask(server, interval, ['even'], 'metric_key=loss&max_results=1'))).toEqual([12]);
  expect(stepsOf(await ask(server, interval, ['few'], 'metric_key=loss'))).toEqual([-2, 3, 5, 5]);
});

test('2.22 samples the steps of all runs together and adds the ends of each', async () => {
  const reply = await ask(older, interval, ['odd', 'even'], 'metric_key=loss&max_results=3');
  // Of the eleven steps of both, the first, fourth, eighth and last; 1 and 7 are the ends of the first run.
  expect(stepsOf(reply)).toEqual([1, 3, 7, 0, 12]);
});

test('2.22 starts at step 0 where no range is given, and sends every row of a step', async () => {
  expect(stepsOf(await ask(older, interval, ['few'], 'metric_key=loss&max_results=1'))).toEqual([3, 5, 5]);
  const range = 'metric_key=loss&start_step=-10&end_step=4';
  expect(stepsOf(await ask(older, interval, ['few'], range))).toEqual([-2, 3]);
  expect(stepsOf(await ask(older, interval, ['long'], 'metric_key=stuck&max_results=10'))).toHaveLength(25_000);
  expect(stepsOf(await ask(server, interval, ['long'], 'metric_key=stuck&max_results=10'))).toHaveLength(10);
});

test.each([
  ['max_results=0', 'max_results must be between 1 and 2500.'],
  ['max_results=2501', 'max_results must be between 1 and 2500.'],
  ['start_step=1', 'both must be specified'],
  ['start_step=3&end_step=1', 'end_step must be greater than start_step'],
])('sampling refuses %s', async (query, message) => {
  const reply = await ask(server, interval, ['few'], `metric_key=loss&${query}`);
  expect([reply.status, messageOf(reply)]).toEqual([400, expect.stringContaining(message)]);
});
