import { emulate, jsonOf, messageOf, project, sampleRun, series, type Emulated } from './emulated.ts';

const parent = sampleRun('parent', {
  status: 'FAILED',
  endedAt: 2000,
  user: 'mira',
  notes: 'a note',
  group: 'grid',
  jobType: 'train',
  tags: [
    { key: 'team', value: 'vision' },
    { key: 'label', value: null },
  ],
  params: [
    { key: 'lr', value: 0.1 },
    { key: 'augment', value: true },
    { key: 'seed', value: 12345678901234567890n },
    { key: 'layers', value: [1, 'two', null] },
    { key: 'tiny', value: 1e-7 },
    { key: 'resume', value: null },
  ],
  metrics: [
    series('loss', [
      [1, 0.5],
      [2, Number.NaN],
    ]),
    { key: 'far', context: {}, points: [{ step: 2n ** 53n + 1n, value: Infinity, timestamp: 5 }] },
    { key: 'loss', context: { subset: 'val' }, points: [{ step: 9, value: 9, timestamp: 9 }] },
  ],
  git: { commit: 'c0ffee', branch: 'main', repository: null, dirty: true },
  entryPoint: 'train.py',
  datasets: [{ name: 'digits', digest: 'd1a6', uri: 's3://data/digits', role: 'training' }],
});
const child = sampleRun('child', { parent: 'parent', status: 'RUNNING' });
const gone = sampleRun('gone', { archived: true });

let server: Emulated;
let older: Emulated;

beforeAll(async () => {
  server = await emulate([parent, child, gone]);
  older = await emulate([parent], { version: '2.22.5' });
});

afterAll(() => Promise.all([server.close(), older.close()]));

const runsGet = '/api/2.0/mlflow/runs/get?run_id=';

test('a run is what MLflow’s Python client would have logged, as protobuf writes it', async () => {
  const reply = await server.get(runsGet + server.idOf('parent'));
  expect(jsonOf(reply)).toEqual({
    run: {
      info: {
        run_uuid: server.idOf('parent'),
        experiment_id: '1',
        run_name: 'parent',
        user_id: '',
        status: 'FAILED',
        start_time: 1000,
        end_time: 2000,
        artifact_uri: `mlflow-artifacts:/1/${server.idOf('parent')}/artifacts`,
        lifecycle_stage: 'active',
        run_id: server.idOf('parent'),
      },
      data: {
        metrics: [
          { key: 'loss', value: 'NaN', timestamp: 5, step: 2 },
          { key: 'far', value: Number.MAX_VALUE, timestamp: 5, step: 2 ** 53 },
        ],
        params: [
          { key: 'lr', value: '0.1' },
          { key: 'augment', value: 'True' },
          { key: 'seed', value: '12345678901234567890' },
          { key: 'layers', value: "[1, 'two', None]" },
          { key: 'tiny', value: '1e-07' },
          { key: 'resume', value: 'None' },
        ],
        tags: [
          { key: 'mlflow.user', value: 'mira' },
          { key: 'mlflow.note.content', value: 'a note' },
          { key: 'mlflow.source.name', value: 'train.py' },
          { key: 'mlflow.source.type', value: 'LOCAL' },
          { key: 'mlflow.source.git.commit', value: 'c0ffee' },
          { key: 'mlflow.source.git.branch', value: 'main' },
          { key: 'mlflow.source.git.dirty', value: 'true' },
          { key: 'team', value: 'vision' },
          { key: 'label', value: '' },
          { key: 'mlflow.runName', value: 'parent' },
        ],
      },
      inputs: {
        dataset_inputs: [
          {
            tags: [{ key: 'mlflow.data.context', value: 'training' }],
            dataset: { name: 'digits', digest: 'd1a6', source_type: 's3', source: '{"uri":"s3://data/digits"}' },
          },
        ],
      },
      outputs: {},
    },
  });
  expect(reply.text).toContain('"step": 9007199254740993');
  expect(reply.text).toContain('"value": 1.7976931348623157e+308');
});

test('what is empty is left out: lists, and the end of a run that goes on', async () => {
  const reply = await server.get(runsGet + server.idOf('child'));
  expect(jsonOf(reply)).toMatchObject({
    run: { data: { tags: [{ key: 'mlflow.parentRunId', value: server.idOf('parent') }, {}] }, inputs: {} },
  });
  expect(reply.text).not.toMatch(/end_time|metrics|params|dataset_inputs/);
});

test('an archived run is deleted, and read by its id all the same', async () => {
  const reply = await server.get(runsGet + server.idOf('gone'));
  expect(jsonOf(reply)).toMatchObject({ run: { info: { lifecycle_stage: 'deleted' } } });
});

test('run ids are 32 hex digits and the same in every process', async () => {
  const again = await emulate([child, parent]);
  expect(again.idOf('parent')).toBe(server.idOf('parent'));
  expect(again.idOf('parent')).toMatch(/^[0-9a-f]{32}$/);
  await again.close();
});

test('experiment 0 is called Default and is the oldest', async () => {
  const reply = await server.get('/api/2.0/mlflow/experiments/search?max_results=10&order_by=experiment_id');
  expect(jsonOf(reply)).toEqual({
    experiments: [
      expect.objectContaining({ experiment_id: '0', name: 'Default', creation_time: 500 }),
      {
        experiment_id: '1',
        name: project,
        artifact_location: 'mlflow-artifacts:/1',
        lifecycle_stage: 'active',
        last_update_time: 500,
        creation_time: 500,
        tags: [{ key: 'mlflow.note.content', value: 'Which digit is it?' }],
        workspace: 'default',
      },
    ],
  });
  expect([...server.emulator.projectIds]).toEqual([
    ['Default', '0'],
    [project, '1'],
  ]);
});

test('every call is served under /api and /ajax-api, without a trailing slash', async () => {
  const path = `runs/get?run_id=${server.idOf('child')}`;
  expect((await server.get(`/api/2.0/mlflow/${path}`)).status).toBe(200);
  expect((await server.get(`/ajax-api/2.0/mlflow/${path}`)).status).toBe(200);
  expect((await server.get(`/api/2.0/mlflow/runs/get/?run_id=${server.idOf('child')}`)).status).toBe(404);
});

test('unknown routes, wrong methods and broken handlers are answered with HTML', async () => {
  const replies = [
    await server.get('/api/2.0/mlflow/nothing'),
    await server.get('/api/2.0/mlflow/runs/search'),
    await server.post('runs/search', { max_results: null }),
  ];
  expect(replies.map(({ status }) => status)).toEqual([404, 405, 500]);
  for (const { type, text } of replies) {
    expect(type).toBe('text/html; charset=utf-8');
    expect(text).toMatch(/^<!doctype html>/);
  }
});

test('errors are JSON with a code, and with classes in newer versions', async () => {
  const message = 'Run with id=nope not found';
  const reply = await server.get(`${runsGet}nope`);
  expect([reply.status, reply.type]).toEqual([404, 'application/json']);
  expect(jsonOf(reply)).toEqual({
    error_code: 'RESOURCE_DOES_NOT_EXIST',
    message,
    sqlstate: 'KAM00',
    error_class: 'RESOURCE_NOT_FOUND',
  });
  expect(jsonOf(await older.get(`${runsGet}nope`))).toEqual({ error_code: 'RESOURCE_DOES_NOT_EXIST', message });
});

test('the version is plain text, and server-info is known since 3.10', async () => {
  expect((await server.get('/version')).text).toBe('3.17.2');
  expect((await older.get('/version')).text).toBe('2.22.5');
  expect((await older.get('/health')).text).toBe('OK');
  const info = '/api/3.0/mlflow/server-info';
  expect(jsonOf(await server.get(info))).toMatchObject({ store_type: 'SqlStore', workspaces_enabled: false });
  expect(await older.get(info)).toMatchObject({ status: 404, type: 'text/html; charset=utf-8' });
});

test('gunicorn, which serves 2.22, refuses a request line of more than 4094 bytes', async () => {
  const runIds = Array.from({ length: 100 }, () => `run_ids=${'a'.repeat(32)}`).join('&');
  const path = `/api/2.0/mlflow/metrics/get-history-bulk-interval?metric_key=m&${runIds}`;
  expect((await server.get(path)).status).toBe(200);
  expect(await older.get(path)).toMatchObject({ status: 400, type: 'text/html' });
});

test('requests are counted, and faults put in their way', async () => {
  const faulty = await emulate([], {
    faults: ({ path }) =>
      path === '/health'
        ? { delayMs: 1, answer: { status: 503, headers: { 'retry-after': '7' }, body: 'busy' } }
        : { hangUp: true },
  });
  expect(await faulty.get('/health?deep=1')).toMatchObject({ status: 503, text: 'busy' });
  await expect(faulty.get('/version')).rejects.toThrow('fetch failed');
  expect(faulty.emulator.requests).toContainEqual({ method: 'GET', path: '/health' });
  await faulty.close();
});

test('a sample run that MLflow would refuse is refused at the start', async () => {
  const start = (run: object): Promise<Emulated> => emulate([sampleRun('odd', run)]);
  await expect(start({ params: [{ key: 'a@b', value: 1 }] })).rejects.toThrow(/'odd'.*Names may only contain/);
  await expect(start({ metrics: [series('m', [[0.5, 1]])] })).rejects.toThrow('steps are integers');
  await expect(start({ parent: 'nobody' })).rejects.toThrow("'nobody' is named, but is not in the data");
});

test('a missing argument is named', async () => {
  const reply = await server.get('/api/2.0/mlflow/runs/get');
  expect(messageOf(reply)).toMatch(/^Missing value for required parameter 'run_id'/);
});
