import { RungraphError } from '../../src/contract/error.ts';
import type { Series } from '../../src/contract/series.ts';
import { cachedGateway, type CachedGateway } from '../support/cached-gateway.ts';
import { at, listAt } from '../support/json-at.ts';
import { everything, type MemoryTracker } from '../support/memory-adapter.ts';
import { metric, param, run } from '../support/runs.ts';

// Curves of several runs, and of groups of them, through the schema.

const column = (values: readonly number[]): Float64Array => Float64Array.from(values);

function series(steps: readonly number[], values: readonly number[]): Series {
  const timestamps = column(steps.map((step) => 1000 * step));
  return { steps: column(steps), values: column(values), timestamps, totalPoints: steps.length, complete: true };
}

const kept: Readonly<Record<string, Series>> = {
  'a loss': series([0, 1, 2], [3, 2, 1]),
  'b loss': series([0, 2, 4], [6, 4, Number.NaN]),
  'b val/loss': series([0], [9]),
  'a epoch': series([0, 1], [10, 20]),
};
const runs = [
  run('a', { startedAt: 2, params: [param('model', 'vit')], metrics: [metric('loss', 1), metric('epoch', 20)] }),
  run('b', { startedAt: 1, params: [param('model', 'vit')], metrics: [metric('loss', 4), metric('val/loss', 9)] }),
  run('c', { startedAt: 0, params: [param('model', 'cnn')] }),
];

let open: CachedGateway;
async function start(more: Partial<MemoryTracker> = {}): Promise<CachedGateway> {
  const read = (id: string, key: string): Series => kept[`${id} ${key}`] ?? series([], []);
  open = await cachedGateway({ s: { runs, capabilities: everything, series: read, ...more } });
  return open;
}
afterEach(async () => {
  await open.gateway.close();
  await open.cache.close();
});

async function curves(args: string, fields: string, more: Partial<MemoryTracker> = {}) {
  const { gateway } = await start(more);
  return gateway.execute(`{ curves(runs: {}, ${args}) { ${fields} } }`);
}

test('curves as they are: each with its own x, whole, in the order of the runs', async () => {
  const { data, errors } = await curves(
    'metrics: [{ key: "loss" }]',
    'x matched runs { ref } curves { run { ref } key context x y raw totalPoints returnedPoints complete sampledBy duplicates dropped maxAbsError error }',
  );
  expect(errors).toBeUndefined();
  const whole = { key: 'loss', context: null, raw: null, complete: true, sampledBy: null, duplicates: 0, dropped: 0 };
  const counts = { totalPoints: 3, returnedPoints: 3, maxAbsError: 0, error: null };
  expect(at(data, 'curves')).toEqual({
    x: null,
    matched: 3,
    runs: [{ ref: 's/a' }, { ref: 's/b' }, { ref: 's/c' }],
    curves: [
      { run: { ref: 's/a' }, x: [0, 1, 2], y: [3, 2, 1], ...whole, ...counts },
      { run: { ref: 's/b' }, x: [0, 2, 4], y: [6, 4, 'NaN'], ...whole, ...counts },
    ],
  });
  expect(open.calls).toEqual(['searchRuns', 'getSeries']);
});

test('aligned by UNION they share x, with gaps that are not NaN', async () => {
  const { data } = await curves(
    'metrics: [{ key: "loss" }], align: UNION',
    'x curves { x y returnedPoints complete packed { x y } }',
  );
  expect(at(data, 'curves', 'x')).toEqual([0, 1, 2, 4]);
  expect(
    listAt(data, 'curves', 'curves').map((one) => [at(one, 'x'), at(one, 'y'), at(one, 'returnedPoints')]),
  ).toEqual([
    [[0, 1, 2, 4], [3, 2, 1, null], 3],
    [[0, 1, 2, 4], [6, null, 4, 'NaN'], 3],
  ]);
  const packed = Buffer.from(String(at(data, 'curves', 'curves', 0, 'packed', 'y')), 'base64');
  expect(packed.readDoubleLE(0)).toBe(3);
  expect(packed.readDoubleLE(24)).toBeNaN();
});

test('every key of a prefix, and smoothed beside raw', async () => {
  const { data } = await curves(
    'metrics: [{ key: "val/", prefix: true }, { key: "loss" }], smooth: { method: MEAN, window: 3 }, raw: true',
    'curves { key y raw }',
  );
  expect(at(data, 'curves', 'curves')).toEqual([
    { key: 'loss', y: [2.5, 2, 1.5], raw: [3, 2, 1] },
    { key: 'val/loss', y: [9], raw: [9] },
    { key: 'loss', y: [5, 5, 'NaN'], raw: [6, 4, 'NaN'] },
  ]);
});

test('along another metric; points without one are dropped and counted', async () => {
  const { data } = await curves(
    'metrics: [{ key: "loss" }], x: { kind: METRIC, metric: { key: "epoch" } }',
    'curves { x y dropped }',
  );
  expect(at(data, 'curves', 'curves')).toEqual([
    { x: [10, 20], y: [3, 2], dropped: 1 },
    { x: [], y: [], dropped: 3 },
  ]);
});

test('a picture is cut, and says so', async () => {
  const long = Array.from({ length: 1000 }, (_point, at) => at);
  const wave = series(
    long,
    long.map((step) => Math.sin(step / 20)),
  );
  const { data } = await curves(
    'metrics: [{ key: "loss" }], maxPoints: 50',
    'curves { totalPoints returnedPoints complete sampledBy maxAbsError }',
    {
      series: () => wave,
    },
  );
  const [first] = listAt(data, 'curves', 'curves');
  expect(first).toMatchObject({ totalPoints: 1000, returnedPoints: 50, complete: false, sampledBy: 'GATEWAY' });
  expect(Number(at(first, 'maxAbsError'))).toBeGreaterThan(0);
});

test('a series that cannot be read is an error of its curve, and the rest is drawn', async () => {
  const { data, errors } = await curves(
    'metrics: [{ key: "loss" }]',
    'curves { run { ref } y error errorCode returnedPoints }',
    {
      onCall(method) {
        if (method === 'getSeries') throw new RungraphError('UNAVAILABLE', 'It is down.');
      },
    },
  );
  expect(errors).toBeUndefined();
  expect(at(data, 'curves', 'curves', 0)).toMatchObject({ run: { ref: 's/a' }, y: [], errorCode: 'UNAVAILABLE' });
});

test.each([
  ['metrics: []', 'name at least one metric'],
  ['metrics: [{ key: "loss" }], smooth: { method: EMA, weight: 1 }', 'weight is 1'],
  ['metrics: [{ key: "loss" }], smooth: { method: GAUSSIAN, sigma: 0 }', 'sigma is 0'],
  ['metrics: [{ key: "loss" }], smooth: { method: MEAN, window: 4 }', 'window is 4'],
  ['metrics: [{ key: "loss" }], smooth: { method: MEAN, window: 3, sigma: 1 }', 'takes window, not sigma'],
  ['metrics: [{ key: "loss" }], maxPoints: 1', 'must be 2 or more'],
  ['metrics: [{ key: "loss" }], x: { kind: METRIC }', 'needs a metric'],
  ['metrics: [{ key: "loss" }], x: { metric: { key: "epoch" } }', 'for the kind METRIC alone'],
  ['metrics: [{ key: "loss" }], x: { from: 2, to: 1 }', 'beyond'],
])('%s is refused', async (args, why) => {
  const { errors } = await curves(args, 'matched');
  expect(at(errors, 0, 'extensions', 'code')).toBe('INVALID_QUERY');
  expect(at(errors, 0, 'message')).toContain(why);
  expect(open.calls).not.toContain('getSeries');
});

describe('groups', () => {
  const lines = Array.from({ length: 6 }, (_run, at) =>
    run(`r${at}`, {
      startedAt: Date.UTC(2026, 0, 1 + (at % 2)),
      params: [param('model', at < 3 ? 'vit' : 'cnn'), param('text', at === 0 ? 'x' : at)],
      metrics: [metric('acc', at === 5 ? Number.NaN : at), metric('loss', at)],
    }),
  );
  const drawn = (id: string): Series => series([0, 1], [Number(id.slice(1)), 10]);

  async function groups(args: string, fields: string, more: Partial<MemoryTracker> = {}) {
    const { gateway } = await start({ runs: lines, series: drawn, ...more });
    return gateway.execute(`{ groups(runs: {}, ${args}) { ${fields} } }`);
  }

  test('sizes and summaries, with what is missing and not finite', async () => {
    const { data, errors } = await groups(
      'by: [{ param: "model" }], measures: [{ value: { metric: { key: "acc" } } }, { value: { param: "text" }, as: "t" }], interval: {}',
      'matched groups { key size runs { ref } measures { name count missing nonFinite mean std low high note quantiles(at: [0, 1]) } }',
    );
    expect(errors).toBeUndefined();
    const [cnn, vit] = listAt(data, 'groups', 'groups');
    expect(cnn).toMatchObject({
      key: ['cnn'],
      size: 3,
      measures: [{ name: 'acc', count: 2, nonFinite: 1, mean: 3.5 }, {}],
    });
    expect(vit).toMatchObject({ key: ['vit'], size: 3 });
    expect(at(vit, 'measures')).toEqual([
      {
        name: 'acc',
        count: 3,
        missing: 0,
        nonFinite: 0,
        mean: 1,
        std: 1,
        low: expect.closeTo(-1.4841, 4),
        high: expect.closeTo(3.4841, 4),
        note: null,
        quantiles: [0, 2],
      },
      expect.objectContaining({ name: 't', count: 2, missing: 1, note: 'no numbers: 1 texts' }),
    ]);
  });

  test('by a time: keys are RFC 3339 text; without measures only sizes are told', async () => {
    const { data, errors } = await groups('by: [{ field: STARTED_AT }]', 'groups { key size measures { name } }');
    expect(errors).toBeUndefined();
    expect(at(data, 'groups', 'groups')).toEqual([
      { key: ['2026-01-01T00:00:00.000Z'], size: 3, measures: [] },
      { key: ['2026-01-02T00:00:00.000Z'], size: 3, measures: [] },
    ]);
  });

  test('the curve of a group', async () => {
    const { data, errors } = await groups(
      'by: [{ param: "model" }]',
      'groups { key curves(metrics: [{ key: "loss" }]) { key context x count mean std low high min max median q1 q3 iqm } }',
    );
    expect(errors).toBeUndefined();
    expect(at(data, 'groups', 'groups', 1, 'curves', 0)).toMatchObject({
      key: 'loss',
      context: null,
      x: [0, 1],
      count: [3, 3],
      mean: [1, 10],
      std: [1, 0],
      min: [0, 10],
      max: [2, 10],
      median: [1, 10],
    });
  });

  test.each([
    ['by: [{ param: "model" }], interval: { level: 1 }', 'level is 1'],
    ['by: [{ param: "model" }], interval: { of: MEDIAN }', 'T is an interval of the mean'],
    ['by: [{ param: "model" }], interval: { method: BOOTSTRAP, resamples: 1 }', 'resamples is 1'],
    [
      'by: [{ param: "model" }], measures: [{ value: { param: "a" }, as: "x" }, { value: { param: "b" }, as: "x" }]',
      'two are called "x"',
    ],
  ])('%s is refused', async (args, why) => {
    const { errors } = await groups(args, 'matched');
    expect(at(errors, 0, 'message')).toContain(why);
  });

  test('curves that are not aligned are refused', async () => {
    const { errors } = await groups(
      'by: [{ param: "model" }]',
      'groups { curves(metrics: [{ key: "loss" }], align: NONE) { key } }',
    );
    expect(at(errors, 0, 'message')).toContain('NONE is refused');
  });

  test('more groups than anybody looks at, and more draws than are made, are refused', async () => {
    const many = Array.from({ length: 1001 }, (_run, at) => run(`r${at}`, { params: [param('n', at)] }));
    const { errors } = await groups('by: [{ param: "n" }]', 'matched', { runs: many });
    expect(errors).toBeUndefined();
    const told = await open.gateway.execute('{ groups(runs: { first: 2000 }, by: [{ param: "n" }]) { matched } }');
    expect(at(told.errors, 0, 'message')).toContain('there are 1001 groups');
    const draws = await open.gateway.execute(
      '{ groups(runs: { first: 2000 }, by: [{ field: USER }], measures: [{ value: { param: "n" } }, { value: { param: "m" } }, { value: { param: "o" } }, { value: { param: "p" } }, { value: { param: "q" } }, { value: { param: "r" } }, { value: { param: "s" } }, { value: { param: "t" } }, { value: { param: "u" } }, { value: { param: "v" } }], interval: { method: BOOTSTRAP, resamples: 100000 }) { matched } }',
    );
    expect(at(draws.errors, 0, 'message')).toContain('1,001,000,000 draws of a bootstrap');
  });
});
