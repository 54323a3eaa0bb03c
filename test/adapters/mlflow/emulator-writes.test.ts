import { z } from 'zod';
import { emulate, jsonOf, messageOf, type Emulated, type Reply } from './emulated.ts';

let server: Emulated;

beforeEach(async () => {
  server = await emulate([]);
});

afterEach(() => server.close());

const createdRun = z.object({ run: z.object({ info: z.object({ run_id: z.string(), run_name: z.string() }) }) });

async function createRun(body: object = {}): Promise<string> {
  const reply = await server.post('runs/create', { experiment_id: '1', run_name: 'r', ...body });
  return createdRun.parse(jsonOf(reply)).run.info.run_id;
}

async function stored(id: string): Promise<unknown> {
  return z.object({ run: z.unknown() }).parse(jsonOf(await server.get(`/api/2.0/mlflow/runs/get?run_id=${id}`))).run;
}

test('a run is created, logged to, finished and found', async () => {
  const id = await createRun({ start_time: 5, user_id: 'mira', tags: [{ key: 'team', value: 'v' }] });
  const metrics = [{ key: 'acc', value: 0.5, timestamp: 1, step: '3' }];
  await server.post('runs/log-batch', { run_id: id, metrics, params: [{ key: 'lr', value: '0.1' }] });
  await server.post('runs/log-metric', { run_id: id, key: 'loss', value: 'NaN', timestamp: 2 });
  await server.post('runs/log-parameter', { run_id: id, key: 'depth', value: '3' });
  await server.post('runs/set-tag', { run_id: id, key: 'team', value: 'w' });
  const update = await server.post('runs/update', { run_id: id, status: 'FINISHED', end_time: 9, run_name: 'renamed' });
  const info = { run_id: id, run_name: 'renamed', status: 'FINISHED', start_time: 5, end_time: 9, user_id: 'mira' };
  expect(jsonOf(update)).toMatchObject({ run_info: info });
  expect(await stored(id)).toMatchObject({
    info,
    data: {
      metrics: [
        { key: 'acc', value: 0.5, timestamp: 1, step: 3 },
        { key: 'loss', value: 'NaN', timestamp: 2, step: 0 },
      ],
      params: [
        { key: 'lr', value: '0.1' },
        { key: 'depth', value: '3' },
      ],
      tags: [
        { key: 'team', value: 'w' },
        { key: 'mlflow.runName', value: 'renamed' },
      ],
    },
  });
  expect(await server.search({ filter: "metrics.acc = 0.5 AND run_name = 'renamed'" })).toEqual(['renamed']);
});

test('the server makes the run id, a name where there is none, and 1970 of a missing start', async () => {
  const reply = await server.post('runs/create', { experiment_id: '1', run_id: 'mine' });
  expect(jsonOf(reply)).toMatchObject({
    run: {
      info: {
        run_id: expect.stringMatching(/^[0-9a-f]{32}$/),
        start_time: 0,
        run_name: expect.stringMatching(/-\d+$/),
      },
    },
  });
});

test('the name of a run and its tag are one', async () => {
  const id = await createRun();
  await server.post('runs/set-tag', { run_id: id, key: 'mlflow.runName', value: 'by tag' });
  expect(await stored(id)).toMatchObject({ info: { run_name: 'by tag' } });
  const tags = [{ key: 'mlflow.runName', value: 'other' }];
  const reply = await server.post('runs/create', { experiment_id: '1', run_name: 'one', tags });
  expect(messageOf(reply)).toContain('but with different values');
});

test('the latest point is that of the greatest step, then timestamp, then value, not the last written', async () => {
  const id = await createRun();
  const points = [
    [2, 5, 1],
    [2, 6, 0.1],
    [2, 6, 0.7],
    [2, 6, 0.3],
    [1, 9, 9],
  ];
  for (const [step, timestamp, value] of points) {
    await server.post('runs/log-metric', { run_id: id, key: 'm', step, timestamp, value });
  }
  expect(await stored(id)).toMatchObject({ data: { metrics: [{ key: 'm', value: 0.7, timestamp: 6, step: 2 }] } });
});

test('a param is written once, and the same value again is fine', async () => {
  const id = await createRun();
  const log = (value: string): Promise<Reply> => server.post('runs/log-parameter', { run_id: id, key: 'lr', value });
  expect((await log('1')).status).toBe(200);
  expect((await log('1')).status).toBe(200);
  expect(messageOf(await log('2'))).toContain('Changing param values is not allowed');
  const twice = [
    { key: 'a', value: '1' },
    { key: 'a', value: '1' },
  ];
  const reply = await server.post('runs/log-batch', { run_id: id, params: twice });
  expect(messageOf(reply)).toContain("Duplicate parameter keys have been submitted: ['a']");
});

test('a wrong type in a batch ends it silently: what came before is kept', async () => {
  const id = await createRun();
  const params = [
    { key: 'a', value: 'kept' },
    { key: 'b', value: 5 },
    { key: 'c', value: 'lost' },
  ];
  const reply = await server.post('runs/log-batch', { run_id: id, params, tags: [{ key: 'lost', value: 'too' }] });
  expect([reply.status, reply.text]).toEqual([200, '{}']);
  expect(await stored(id)).toMatchObject({
    data: {
      params: [
        { key: 'a', value: 'kept' },
        { key: 'b', value: '' },
      ],
      tags: [{ key: 'mlflow.runName' }],
    },
  });
});

test('a bare NaN is stored as 0 at time 0, and infinities as the largest doubles', async () => {
  const id = await createRun();
  const metric = (key: string, value: string): string => `{"key": "${key}", "value": ${value}, "timestamp": 7}`;
  const body = (...metrics: string[]): string => `{"run_id": "${id}", "metrics": [${metrics.join(', ')}]}`;
  await server.post('runs/log-batch', body(metric('up', '"Infinity"'), metric('bare', 'NaN'), metric('lost', '1')));
  expect(await stored(id)).toMatchObject({
    data: {
      metrics: [
        { key: 'up', value: Number.MAX_VALUE, timestamp: 7 },
        { key: 'bare', value: 0, timestamp: 0 },
      ],
    },
  });
});

test.each(['a@b', '/a', 'a//b', '../a', ''])('the key %j is refused', async (key) => {
  const id = await createRun();
  const reply = await server.post('runs/log-batch', { run_id: id, tags: [{ key, value: '1' }] });
  expect([reply.status, reply.text]).toEqual([400, expect.stringContaining('tags[0].key')]);
});

test('values that are too long are cut, and too long batches refused', async () => {
  const id = await createRun();
  await server.post('runs/log-batch', { run_id: id, params: [{ key: 'long', value: 'x'.repeat(6001) }] });
  expect(await stored(id)).toMatchObject({ data: { params: [{ value: 'x'.repeat(6000) }] } });
  const tags = Array.from({ length: 101 }, (_none, index) => ({ key: `t${index}`, value: '' }));
  expect(messageOf(await server.post('runs/log-batch', { run_id: id, tags }))).toContain('at most 100 tags. Got 101');
});

test('a deleted run takes nothing more until it is restored', async () => {
  const id = await createRun();
  expect((await server.post('runs/delete', { run_id: id })).status).toBe(200);
  const write = (): Promise<Reply> => server.post('runs/set-tag', { run_id: id, key: 'a', value: '1' });
  expect(messageOf(await write())).toContain("must be in the 'active' state. Current state is deleted.");
  await server.post('runs/restore', { run_id: id });
  expect((await write()).status).toBe(200);
});

test('a dataset keeps its first description and a link its first tags', async () => {
  const [one, two] = [await createRun(), await createRun()];
  const log = (id: string, source: string, role: string): Promise<Reply> => {
    const dataset = { name: 'digits', digest: 'd1', source_type: 'local', source };
    const tags = [{ key: 'mlflow.data.context', value: role }];
    return server.post('runs/log-inputs', { run_id: id, datasets: [{ dataset, tags }] });
  };
  await log(one, 'first', 'training');
  await log(one, 'second', 'validation');
  await log(two, 'third', 'validation');
  const inputs = (role: string): object => ({
    inputs: { dataset_inputs: [{ tags: [{ value: role }], dataset: { source: 'first' } }] },
  });
  expect(await stored(one)).toMatchObject(inputs('training'));
  expect(await stored(two)).toMatchObject(inputs('validation'));
});

test('experiments have unique names and the next free number', async () => {
  expect(jsonOf(await server.post('experiments/create', { name: 'new' }))).toEqual({ experiment_id: '2' });
  const again = await server.post('experiments/create', { name: 'new' });
  expect([again.status, again.text]).toEqual([400, expect.stringContaining('RESOURCE_ALREADY_EXISTS')]);
  const byName = await server.get('/api/2.0/mlflow/experiments/get-by-name?experiment_name=new');
  expect(jsonOf(byName)).toMatchObject({
    experiment: { experiment_id: '2', artifact_location: 'mlflow-artifacts:/2' },
  });
  expect((await server.post('runs/create', { experiment_id: '99' })).status).toBe(404);
});

test('2.22 refuses a row with NaN that is there already', async () => {
  const older = await emulate([], { version: '2.22.5' });
  const run = await older.post('runs/create', { experiment_id: 1 });
  const metric = { run_id: createdRun.parse(jsonOf(run)).run.info.run_id, key: 'm', timestamp: 1 };
  for (const value of [1, 1, 'NaN']) {
    expect((await older.post('runs/log-metric', { ...metric, value })).status).toBe(200);
  }
  const again = await older.post('runs/log-metric', { ...metric, value: 'NaN' });
  expect([again.status, again.text]).toEqual([400, expect.stringContaining('BAD_REQUEST')]);
  await older.close();
});
