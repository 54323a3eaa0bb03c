import { RungraphError } from '../../src/contract/error.ts';
import type { Adapter } from '../../src/contract/adapter.ts';
import type { Series } from '../../src/contract/series.ts';
import { cachedGateway, type CachedGateway } from '../support/cached-gateway.ts';
import { at, listAt } from '../support/json-at.ts';
import { everything } from '../support/memory-adapter.ts';
import { metric, param, run } from '../support/runs.ts';

// What is compared though there is nothing to compare, or though a part of it went away: the rest is told, and what is not.

const steps = (values: readonly number[]): Float64Array => Float64Array.from(values);

/** Runs of one source lie at even steps, those of the other at odd ones. */
function series(offset: number): Series {
  const x = steps([offset, 2 + offset, 4 + offset]);
  return { steps: x, values: steps([3, 2, 1]), timestamps: x, totalPoints: 3, complete: true };
}

/** No summary but the last value: the others are computed from series. */
const capabilities = { ...everything, summaries: ['last' as const] };

const runsOf = (source: string) =>
  ['a', 'b'].map((name, at) =>
    run(`${source}${name}`, {
      startedAt: at,
      endedAt: 1000 + at,
      params: [param('lr', at), param('seed', at)],
      metrics: [metric('acc', at), metric('loss', 1 - at)],
    }),
  );

let open: CachedGateway;
let failing: (source: string, run: string, metric: string) => RungraphError | undefined = () => undefined;

/** An adapter whose series may fail one by one, while its lists go on. */
function wrap(adapter: Adapter): Adapter {
  return {
    ...adapter,
    async getSeries(context, requests) {
      const answers = await adapter.getSeries(context, requests);
      return answers.map((answer, index) => {
        const { runId = '', metric: key = '' } = requests[index] ?? {};
        return failing(runId.slice(0, 1), runId, key) ?? answer;
      });
    },
  };
}

beforeEach(async () => {
  failing = () => undefined;
  open = await cachedGateway(
    {
      s: { runs: runsOf('s'), capabilities, series: () => series(0) },
      t: { runs: runsOf('t'), capabilities, series: () => series(1) },
    },
    { wrap },
  );
});
afterEach(() => open.close());

const acc = '{ metric: { key: "acc" } }';
const nothing = 'runs: { where: "params.nobody = 1" }';

test.each([
  [
    'compare',
    `compare(${nothing}) { runs { ref } params { key } metrics { key } provenance(onlyDifferent: true) { name } packages { name } }`,
  ],
  [
    'curves',
    `curves(${nothing}, metrics: [{ key: "acc" }], align: UNION, smooth: { method: EMA, weight: 0.5 }, maxPoints: 10) { x curves { y } }`,
  ],
  [
    'groups',
    `groups(${nothing}, by: [{ param: "lr" }], measures: [{ value: ${acc} }], interval: { method: BOOTSTRAP }) { groups { key curves(metrics: [{ key: "acc" }]) { x } } }`,
  ],
  ['correlations', `correlations(${nothing}, target: ${acc}) { rows { key } }`],
  ['importance', `importance(${nothing}, target: ${acc}) { n rows { param } }`],
  ['importance by FOREST', `importance(${nothing}, target: ${acc}, method: FOREST) { n rows { param } }`],
  ['pareto', `pareto(${nothing}, objectives: [{ value: ${acc} }]) { points { rank } hypervolume }`],
  ['frontier', `frontier(${nothing}, objective: { value: ${acc} }) { points { value } }`],
  ['conventions', `conventions(${nothing}) { checked issues { rule } }`],
])('a selection that matches nothing: %s is empty', async (_name, field) => {
  const { data, errors } = await open.gateway.execute(`{ told: ${field.replace(/\}$/, 'matched }')} }`);
  expect(errors).toBeUndefined();
  const told = at(data, 'told');
  expect(at(told, 'matched')).toBe(0);
  for (const [name, value] of Object.entries(told ?? {})) {
    // Counts are 0, lists are empty, and no figure is made up.
    if (name === 'matched' || name === 'n' || name === 'checked') expect({ name, value }).toEqual({ name, value: 0 });
    else if (name === 'hypervolume') expect(value === null || value === 0).toBe(true);
    else expect({ name, value }).toEqual({ name, value: [] });
  }
});

test('a difference of nothing with something, and of nothing with nothing', async () => {
  const measures = `measures: [${acc}]`;
  for (const [a, b] of [
    [nothing, 'runs: {}'],
    [nothing, nothing],
  ]) {
    const sides = `a: ${String(a).slice('runs: '.length)}, b: ${String(b).slice('runs: '.length)}`;
    for (const how of ['WELCH', 'MANN_WHITNEY', 'BOOTSTRAP', 'PAIRED']) {
      const pairs = how === 'PAIRED' ? ', pairBy: { param: "seed" }' : '';
      const { data, errors } = await open.gateway.execute(
        `{ difference(${sides}, ${measures}, test: ${how}${pairs}) { rows { difference low high p hedgesG note a { count mean } } } }`,
      );
      expect(errors).toBeUndefined();
      const nulls = { difference: null, low: null, high: null, p: null, hedgesG: null, a: { count: 0, mean: null } };
      expect(at(data, 'difference', 'rows', 0)).toEqual({ ...nulls, note: expect.any(String) });
    }
  }
});

test.each(['INTERSECT', 'UNION', 'ASOF', 'LINEAR'])('curves without a shared x, aligned by %s', async (align) => {
  const { data, errors } = await open.gateway.execute(
    `{ curves(runs: { runs: ["s/sa", "t/ta"] }, metrics: [{ key: "acc" }], align: ${align}) {
      x curves { x y totalPoints returnedPoints maxAbsError } } }`,
  );
  expect(errors).toBeUndefined();
  const rows = listAt(data, 'curves', 'curves').map((curve) => at(curve, 'y'));
  const expected = {
    INTERSECT: [[], []],
    UNION: [
      [3, null, 2, null, 1, null],
      [null, 3, null, 2, null, 1],
    ],
    ASOF: [
      [3, 3, 2, 2, 1, 1],
      [null, 3, 3, 2, 2, 1],
    ],
    LINEAR: [
      [3, 2.5, 2, 1.5, 1, null],
      [null, 3, 2.5, 2, 1.5, 1],
    ],
  }[align];
  expect(rows).toEqual(expected);
  expect(at(data, 'curves', 'x')).toEqual(align === 'INTERSECT' ? [] : [0, 1, 2, 3, 4, 5]);
  for (const curve of listAt(data, 'curves', 'curves')) expect(at(curve, 'totalPoints')).toBe(3);
});

test('a group whose curves share no x has an empty one, and a repetition that shares none is no repetition', async () => {
  const { data, errors } = await open.gateway.execute(`{
    groups(runs: {}, by: [{ param: "lr" }]) { groups { size curves(metrics: [{ key: "acc" }], align: INTERSECT) { x count mean } } }
    reproduction(of: "s/sa", by: "t/ta") { verdict message metrics { points within firstApart maxDifference rmse verdict } }
  }`);
  expect(errors).toBeUndefined();
  for (const group of listAt(data, 'groups', 'groups')) {
    expect(group).toEqual({ size: 2, curves: [{ x: [], count: [], mean: [] }] });
  }
  expect(at(data, 'reproduction')).toMatchObject({
    verdict: 'NOT_COMPARABLE',
    message: expect.stringContaining('step in common'),
    metrics: [
      { points: 0, within: null, firstApart: null, maxDifference: null, rmse: null, verdict: 'NOT_COMPARABLE' },
      { points: 0 },
    ],
  });
});

test('a run named twice is one curve, one run of a group and one of a statistic', async () => {
  const twice = 'runs: { runs: ["s/sa", "t/tb", "s/sa"] }';
  const { data, errors } = await open.gateway.execute(`{
    curves(${twice}, metrics: [{ key: "acc" }]) { matched runs { ref } curves { run { ref } } }
    groups(${twice}, by: []) { groups { size } }
    pareto(${twice}, objectives: [{ value: ${acc} }]) { points { run { ref } } }
  }`);
  expect(errors).toBeUndefined();
  const refs = [{ ref: 's/sa' }, { ref: 't/tb' }];
  expect(at(data, 'curves')).toEqual({ matched: 2, runs: refs, curves: refs.map((one) => ({ run: one })) });
  expect(at(data, 'groups', 'groups')).toEqual([{ size: 2 }]);
  expect(listAt(data, 'pareto', 'points')).toHaveLength(2);
});

describe.each([
  ['a run that vanished between the page and its series', 'sa', 'NOT_FOUND' as const],
  ['a source that went down in the middle', null, 'UNAVAILABLE' as const],
])('%s', (_what, gone, code) => {
  const isGone = (ref: unknown): boolean => String(ref).startsWith(gone === null ? 's/' : `s/${gone}`);

  beforeEach(() => {
    failing = (source, id) => {
      const fails = source === 's' && (gone === null || id === gone);
      return fails ? new RungraphError(code, 'It is not there any more.', { source: 's' }) : undefined;
    };
  });

  test('its curves are empty and say why, and the rest is drawn', async () => {
    const { data, errors } = await open.gateway.execute(
      '{ curves(runs: {}, metrics: [{ key: "acc" }], align: UNION) { x curves { run { ref } y error errorCode } } }',
    );
    expect(errors).toBeUndefined();
    const drawn = listAt(data, 'curves', 'curves');
    expect(drawn).toHaveLength(4);
    for (const curve of drawn) {
      const lost = isGone(at(curve, 'run', 'ref'));
      expect(at(curve, 'errorCode')).toBe(lost ? code : null);
      expect(at(curve, 'error') === null).toBe(!lost);
      expect(listAt(curve, 'y').some((value) => value !== null)).toBe(!lost);
    }
  });

  test('what is computed from its series is named as missing, and the rest is compared', async () => {
    const { data, errors } = await open.gateway.execute(
      '{ compare(runs: {}) { runs { ref } metrics(keys: ["acc"], aggregate: MAX) { values missing best } } }',
    );
    const refs = listAt(data, 'compare', 'runs').map((one) => at(one, 'ref'));
    const lost = refs.filter(isGone);
    expect(refs).toHaveLength(4);
    expect(at(data, 'compare', 'metrics', 0, 'values')).toEqual(refs.map((ref) => (isGone(ref) ? null : 3)));
    expect(at(data, 'compare', 'metrics', 0, 'missing')).toBe(lost.length);
    expect(new Set((errors ?? []).map(({ extensions }) => extensions?.['code']))).toEqual(new Set([code]));
  });

  test('a repetition of it is judged by what could be read, and the errors say what could not', async () => {
    const ask = '{ reproduction(of: "s/sa", by: "t/ta") { verdict message metrics { key } } }';
    const { data, errors } = await open.gateway.execute(ask);
    expect(at(data, 'reproduction')).toEqual({
      verdict: 'NOT_COMPARABLE',
      message: 'No series of a metric that both have could be read.',
      metrics: [],
    });
    // One and the same is told once.
    expect((errors ?? []).map(({ extensions }) => extensions)).toEqual([{ code, source: 's' }]);
  });

  test('the curve of its group is that of the others, and says how many there are', async () => {
    const { data, errors } = await open.gateway.execute(
      '{ groups(runs: {}, by: []) { groups { size curves(metrics: [{ key: "acc" }]) { x count } } } }',
    );
    expect(at(data, 'groups', 'groups', 0, 'size')).toBe(4);
    const most = Math.max(...listAt(data, 'groups', 'groups', 0, 'curves', 0, 'count').map(Number));
    expect(most).toBe(2);
    expect((errors ?? []).map(({ extensions }) => extensions?.['code'])).toContain(code);
  });
});

test('a metric of a repetition that could not be read is not said to match', async () => {
  failing = (_source, id, key) => {
    return id === 'sb' && key === 'loss'
      ? new RungraphError('TIMEOUT', 'It took too long.', { source: 's' })
      : undefined;
  };
  const { data, errors } = await open.gateway.execute(
    '{ reproduction(of: "s/sa", by: "s/sb") { verdict message metrics { key verdict } } }',
  );
  expect(at(data, 'reproduction')).toEqual({
    verdict: 'MATCHES',
    message: 'All 1 metrics that both have, and could be read, match.',
    metrics: [{ key: 'acc', verdict: 'MATCHES' }],
  });
  expect(at(errors, 0, 'extensions')).toEqual({ code: 'TIMEOUT', source: 's' });
});

test('metrics whose contexts differ: one row and one curve for each, and the empty context alone where none is named', async () => {
  const val = { subset: 'val' };
  const contexts = await cachedGateway({
    x: {
      runs: [run('a', { metrics: [metric('acc', 1, { context: val }), metric('acc', 2, { context: {} })] })],
      capabilities,
    },
    y: { runs: [run('b', { metrics: [metric('acc', 3, { context: val })] })], capabilities },
    z: { runs: [run('c', { metrics: [metric('acc', 4)] })], capabilities },
  });
  const data = await contexts.ask(`{
    compare(runs: { orderBy: [{ by: { field: SOURCE } , direction: ASC }] }) { metrics { context values } }
    one: curves(runs: {}, metrics: [{ key: "acc" }]) { curves { run { ref } context } }
    all: curves(runs: {}, metrics: [{ key: "acc", anyContext: true }]) { curves { run { ref } context } }
  }`);
  expect(at(data, 'compare', 'metrics')).toEqual([
    { context: val, values: [1, 3, null] },
    // What a tracker without contexts has is the empty context.
    { context: null, values: [2, null, 4] },
  ]);
  const curve = (ref: string, context: unknown) => ({ run: { ref }, context });
  expect(new Set(listAt(data, 'one', 'curves'))).toEqual(
    new Set([curve('x/a', {}), curve('y/b', val), curve('z/c', null)]),
  );
  expect(new Set(listAt(data, 'all', 'curves'))).toEqual(
    new Set([curve('x/a', {}), curve('x/a', val), curve('y/b', val), curve('z/c', null)]),
  );
  await contexts.close();
});
