import { getRuns } from '../../../adapters/mlflow/get-runs.ts';
import { openClient } from '../../../adapters/mlflow/client.ts';
import { offsetOf, tokenOf } from '../../../adapters/mlflow/page-token.ts';
import { searchRuns } from '../../../adapters/mlflow/search-runs.ts';
import { runReader, toDouble } from '../../../adapters/mlflow/to-model.ts';
import { runAnswer } from '../../../adapters/mlflow/wire.ts';
import type { Project } from '../../../src/contract/project.ts';
import { allKeys, emptyProjection } from '../../../src/contract/projection.ts';
import { openHttpClient } from '../../../src/kit/http-client.ts';
import { at } from '../../support/json-at.ts';
import { callContext } from '../../support/call-context.ts';
import { sendJson, startStub, type Respond, type StubServer } from '../../support/stub-server.ts';

let stub: StubServer | undefined;
afterEach(() => stub?.close());

const experiments: readonly Project[] = ['1', '2'].map((nativeId) => ({
  nativeId,
  name: nativeId,
  url: null,
  description: null,
  createdAt: null,
  archived: nativeId === '2',
}));

async function access(respond: Respond) {
  stub = await startStub(respond);
  const client = openClient(openHttpClient({ url: stub.url }, 4), '', () => ({}));
  return { client, context: callContext({ projects: () => Promise.resolve(experiments) }), pagesUrl: stub.url };
}

const wire = (run_id: string) => ({ info: { run_id, experiment_id: '1' } });
const search = {
  projects: null,
  filter: { kind: 'and' as const, filters: [] },
  order: null,
  archived: 'EXCLUDE' as const,
  limit: 10,
  after: null,
};

test('ids are text: a search names experiments as text, and deleted ones only where deleted runs are asked for', async () => {
  const bodies: unknown[] = [];
  const readable = await access((_request, response, body) => {
    bodies.push(JSON.parse(body));
    sendJson(response, {});
  });
  await searchRuns(readable, search);
  await searchRuns(readable, { ...search, archived: 'ONLY' });
  expect(bodies).toMatchObject([
    { experiment_ids: ['1'], run_view_type: 'ACTIVE_ONLY', max_results: 10 },
    { experiment_ids: ['1', '2'], run_view_type: 'DELETED_ONLY' },
  ]);
});

test('a search in no experiment asks nobody, since the server would answer anything', async () => {
  const readable = await access((_request, response) => sendJson(response, {}));
  expect(await searchRuns(readable, { ...search, projects: [] })).toEqual({ runs: [], next: null });
  expect(stub?.requests).toEqual([]);
});

test('page tokens are offsets: every run can be resumed behind', async () => {
  const readable = await access((_request, response) => {
    sendJson(response, {
      runs: [wire('a'), wire('b')],
      next_page_token: Buffer.from('{"offset": 12}').toString('base64'),
    });
  });
  expect(await searchRuns(readable, search)).toMatchObject({ next: '12', positions: ['11', '12'] });
});

test('a token of another form is passed on as it came', async () => {
  const readable = await access((_request, response) =>
    sendJson(response, { runs: [wire('a')], next_page_token: 'opaque' }),
  );
  const page = await searchRuns(readable, search);
  expect(page.next).toBe('opaque');
  expect(page.positions).toBeUndefined();
  expect(tokenOf('opaque')).toBe('opaque');
});

test('a token whose last bytes were lost still tells its offset', () => {
  expect(offsetOf(Buffer.from('{"offset":51').toString('base64'))).toBe(51);
  expect(Buffer.from(tokenOf('51'), 'base64').toString()).toBe('{"offset":51}');
});

test('many runs by id are one search; what it does not find is asked for alone, and ids without a letter are never lost', async () => {
  const filters: string[] = [];
  const readable = await access((request, response, body) => {
    if (request.url?.includes('runs/search') === true) {
      filters.push(String(at(JSON.parse(body), 'filter')));
      sendJson(response, { runs: [wire('bb'), wire('aa')] });
    } else if (request.url?.includes('run_id=123') === true) sendJson(response, { run: wire('123') });
    else sendJson(response, { error_code: 'RESOURCE_DOES_NOT_EXIST' }, 404);
  });
  const found = await getRuns(readable, ['aa', '123', 'gone', 'bb']);
  expect(found.map((slot) => (slot !== null && 'nativeId' in slot ? slot.nativeId : slot))).toEqual([
    'aa',
    '123',
    null,
    'bb',
  ]);
  expect(filters).toEqual(["attributes.run_id IN ('aa', 'gone', 'bb')"]);
});

test('a run as it comes, and as it is promised', () => {
  const { run } = runAnswer.parse({
    run: {
      info: {
        run_id: 'r',
        run_name: 'n',
        experiment_id: '7',
        user_id: '',
        status: 'RUNNING',
        start_time: 1,
        artifact_uri: 's3://a',
        lifecycle_stage: 'deleted',
      },
      data: {
        metrics: [
          { key: 'm', value: 'NaN', timestamp: 5, step: 9007199254740993n },
          { key: 'clipped', value: 1.7976931348623157e308, timestamp: 5 },
        ],
        params: [
          { key: 'lr', value: '0.10' },
          { key: 'empty', value: '' },
          { key: 'typed', value: 5 },
        ],
        tags: [
          { key: 'mlflow.user', value: 'ada' },
          { key: 'mlflow.note.content', value: 'notes' },
          { key: 'mlflow.parentRunId', value: 'p' },
          { key: 'mlflow.source.git.commit', value: 'abc' },
          { key: 'mlflow.source.git.dirty', value: 'True' },
          { key: 'mlflow.source.name', value: 'train.py' },
          { key: 'team', value: 'a' },
        ],
      },
      inputs: {
        dataset_inputs: [
          {
            dataset: { name: 'd', digest: 'x', source_type: 's3', source: '{"uri": "s3://b/\\"c"}' },
            tags: [{ key: 'mlflow.data.context', value: 'training' }],
          },
        ],
      },
    },
  });
  const projection = { params: allKeys, metrics: allKeys, tags: allKeys, parts: ['native', 'provenance'] as const };
  expect(runReader({ pagesUrl: 'http://h', projection })(run)).toMatchObject({
    nativeId: 'r',
    projectId: '7',
    name: 'n',
    url: 'http://h/#/experiments/7/runs/r',
    status: 'RUNNING',
    startedAt: 1,
    endedAt: null,
    user: 'ada',
    notes: 'notes',
    archived: true,
    parentId: 'p',
    tags: [{ key: 'team', value: 'a' }],
    params: [
      { key: 'lr', value: 0.1, text: '0.10' },
      { key: 'empty', value: '', text: '' },
      { key: 'typed', value: 5, text: '5' },
    ],
    metrics: [
      { key: 'm', last: Number.NaN, lastStep: 9007199254740993n, context: null },
      { key: 'clipped', last: Infinity, lastStep: 0 },
    ],
    provenance: {
      git: { commit: 'abc', dirty: true, branch: null },
      entryPoint: 'train.py',
      datasets: [{ nativeId: 'datasets/d@x', uri: 's3://b/"c', type: 'DATASET' }],
    },
    native: { tags: { 'mlflow.user': 'ada' }, artifactUri: 's3://a', lifecycleStage: 'deleted', userId: null },
  });
});

test('what nobody asked for is left out', () => {
  const { run } = runAnswer.parse({ run: { ...wire('r'), data: { params: [{ key: 'a', value: '1' }] } } });
  const read = runReader({ pagesUrl: '', projection: emptyProjection })(run);
  expect(read.params).toEqual([]);
  expect('provenance' in read || 'native' in read).toBe(false);
});

test('the largest doubles are the infinities that SQL keeps as them', () => {
  expect([Number.MAX_VALUE, -Number.MAX_VALUE, 1, 'NaN', '-Infinity'].map(toDouble)).toEqual([
    Infinity,
    -Infinity,
    1,
    Number.NaN,
    -Infinity,
  ]);
});
