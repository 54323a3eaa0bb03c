import { RungraphError } from '../../src/contract/error.ts';
import { cachedGateway, type CachedGateway } from '../support/cached-gateway.ts';
import { at, listAt } from '../support/json-at.ts';
import { everything, type MemoryTracker } from '../support/memory-adapter.ts';
import { metric, param, run, tag } from '../support/runs.ts';

// Runs side by side, of several sources, each read once.

const text = [
  run('a', {
    startedAt: 2000,
    params: [param('lr', 0.001, '0.001'), param('model', 'vit'), param('seed', 1)],
    metrics: [metric('loss', 0.5), metric('val_acc', 0.9)],
    tags: [tag('stage', 'prod'), tag('best', null)],
  }),
  run('gone', { archived: true, params: [param('lr', 1)] }),
];
const typed = [
  run('b', {
    startedAt: 1000,
    params: [param('lr', 0.001), param('model', 'cnn'), param('seed', 1)],
    metrics: [metric('loss', Number.NaN), metric('val_acc', 0.9)],
    tags: [tag('stage', 'dev')],
  }),
  run('c', { startedAt: 500, params: [param('lr', 0.002)], metrics: [metric('loss', 0.25)] }),
];

let open: CachedGateway | undefined;
afterEach(async () => {
  await open?.gateway.close();
  await open?.cache.close();
});

async function start(more: Partial<MemoryTracker> = {}): Promise<CachedGateway> {
  open = await cachedGateway({
    text: { runs: text, capabilities: everything },
    typed: { runs: typed, capabilities: everything, ...more },
  });
  return open;
}

async function compare(selection: string, fields: string, own?: CachedGateway) {
  const { gateway } = own ?? (await start());
  return gateway.execute(`{ compare(runs: ${selection}) { ${fields} } }`);
}

const named = '{ runs: ["text/a", "typed/b", "typed/c"] }';

test('params: text and numbers are compared by what they say', async () => {
  const { data, errors } = await compare(named, 'runs { ref } params { key values type differs distinct missing }');
  expect(errors).toBeUndefined();
  expect(at(data, 'compare')).toEqual({
    runs: [{ ref: 'text/a' }, { ref: 'typed/b' }, { ref: 'typed/c' }],
    params: [
      { key: 'lr', values: [0.001, 0.001, 0.002], type: 'NUMBER', differs: true, distinct: 2, missing: 0 },
      { key: 'model', values: ['vit', 'cnn', null], type: 'STRING', differs: true, distinct: 2, missing: 1 },
      { key: 'seed', values: [1, 1, null], type: 'NUMBER', differs: true, distinct: 1, missing: 1 },
    ],
  });
});

test('only what differs, by key and prefix', async () => {
  const fields = 'params(onlyDifferent: true) { key } tags(prefix: "st") { key values differs }';
  const { data } = await compare('{ runs: ["text/a", "typed/b"] }', fields);
  expect(at(data, 'compare')).toEqual({
    params: [{ key: 'model' }],
    tags: [{ key: 'stage', values: ['prod', 'dev'], differs: true }],
  });
});

test('metrics have a direction, the best, and their extremes', async () => {
  const fields = 'metrics { key values best direction directionFrom min max missing differs }';
  const { data } = await compare(named, fields);
  expect(at(data, 'compare', 'metrics')).toEqual([
    {
      key: 'loss',
      values: [0.5, 'NaN', 0.25],
      best: [2],
      direction: 'MINIMIZE',
      directionFrom: 'NAME',
      min: 0.25,
      max: 0.5,
      missing: 0,
      differs: true,
    },
    {
      key: 'val_acc',
      values: [0.9, 0.9, null],
      best: [0, 1],
      direction: 'MAXIMIZE',
      directionFrom: 'NAME',
      min: 0.9,
      max: 0.9,
      missing: 1,
      differs: true,
    },
  ]);
});

test('what a tracker does not keep of a metric comes from its series, all in one call', async () => {
  const column = (...values: readonly number[]) => Float64Array.from(values);
  const series = () => ({
    steps: column(0, 1),
    values: column(7, 3),
    timestamps: column(0, 1),
    totalPoints: 2,
    complete: true,
  });
  const own = await start({ series });
  const { data, errors } = await compare(
    '{ runs: ["typed/b", "typed/c"] }',
    'metrics(keys: ["loss"], aggregate: MAX) { aggregate values }',
    own,
  );
  expect(errors).toBeUndefined();
  expect(at(data, 'compare', 'metrics')).toEqual([{ aggregate: 'MAX', values: [7, 7] }]);
  expect(own.calls).toEqual(['getRuns', 'getSeries']);
});

test('a selection that matches: in order, cut at first, with how many match and what happened', async () => {
  const { data, errors } = await compare(
    '{ where: "params.lr < 1", orderBy: [{ by: { param: "lr" }, direction: DESC }], first: 2 }',
    'runs { ref } matched reports { source { name } state rowsReturned }',
  );
  expect(errors).toBeUndefined();
  expect(at(data, 'compare')).toEqual({
    runs: [{ ref: 'typed/c' }, { ref: 'text/a' }],
    matched: 3,
    reports: [
      { source: { name: 'text' }, state: 'OK', rowsReturned: 1 },
      { source: { name: 'typed' }, state: 'OK', rowsReturned: 1 },
    ],
  });
  const whole = await compare('{ where: "params.lr < 1" }', 'matched');
  expect(at(whole.data, 'compare', 'matched')).toBe(3);
});

test('a selection that matches nothing is an empty answer', async () => {
  const { data, errors } = await compare(
    '{ where: "id in ()" }',
    'runs { ref } matched params { key } metrics { key }',
  );
  expect(errors).toBeUndefined();
  expect(at(data, 'compare')).toEqual({ runs: [], matched: 0, params: [], metrics: [] });
});

test('named runs: those that are not there are errors with their index, one named twice counts once', async () => {
  const ids = '["text/a", "text/nobody", "typed/b", "text/a", "other/x", "nonsense"]';
  const { data, errors } = await compare(`{ runs: ${ids} }`, 'runs { ref } matched');
  expect(at(data, 'compare')).toEqual({ runs: [{ ref: 'text/a' }, { ref: 'typed/b' }], matched: 2 });
  expect((errors ?? []).map(({ extensions }) => extensions)).toEqual([
    { code: 'NOT_FOUND', source: 'text', index: 1 },
    { code: 'NOT_FOUND', index: 4 },
    { code: 'NOT_FOUND', index: 5 },
  ]);
});

test('archived runs can be named, unless they are not wanted', async () => {
  const { data } = await compare('{ runs: ["text/gone"] }', 'runs { ref }');
  expect(at(data, 'compare', 'runs')).toEqual([{ ref: 'text/gone' }]);
  const without = await compare('{ runs: ["text/gone"], archived: EXCLUDE }', 'runs { ref }');
  expect(at(without.data, 'compare', 'runs')).toEqual([]);
  expect(at(without.errors, 0, 'extensions', 'code')).toBe('NOT_FOUND');
});

test('a source that is down: its runs are named as missing, and the rest is compared', async () => {
  const own = await start({
    onCall(method) {
      if (method === 'getRuns') throw new RungraphError('UNAVAILABLE', 'It is down.');
    },
  });
  const { data, errors } = await compare(named, 'runs { ref } reports { source { name } state code }', own);
  expect(at(data, 'compare', 'runs')).toEqual([{ ref: 'text/a' }]);
  expect(at(data, 'compare', 'reports', 1)).toEqual({
    source: { name: 'typed' },
    state: 'FAILED',
    code: 'UNAVAILABLE',
  });
  expect((errors ?? []).map(({ extensions }) => extensions)).toEqual([
    { code: 'UNAVAILABLE', source: 'typed', index: 1 },
    { code: 'UNAVAILABLE', source: 'typed', index: 2 },
  ]);
});

test.each([
  ['{ runs: ["text/a"], where: "" }', 'runs.where: beside runs that are named only archived may be given.'],
  ['{ first: 0 }', 'runs.first: must be from 1 to 10000, not 0.'],
  ['{ first: 10001 }', 'runs.first: must be from 1 to 10000, not 10001.'],
])('%s is refused', async (selection, message) => {
  const { data, errors } = await compare(selection, 'matched');
  expect(at(data, 'compare')).toBeNull();
  expect(at(errors, 0, 'message')).toBe(message);
  expect(at(errors, 0, 'extensions', 'code')).toBe('INVALID_QUERY');
});

test('asked twice, no tracker is asked again, and nothing is asked that nobody selects', async () => {
  const own = await start();
  await compare(named, 'params { key values }', own);
  expect(own.calls.sort()).toEqual(['getRuns', 'getRuns']);
  own.calls.length = 0;
  const { data } = await compare(named, 'params { key values }', own);
  expect(listAt(data, 'compare', 'params')).toHaveLength(3);
  expect(own.calls).toEqual([]);
});
