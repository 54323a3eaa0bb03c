import type { Series } from '../../src/contract/series.ts';
import { cachedGateway, type CachedGateway } from '../support/cached-gateway.ts';
import { comparingOf } from '../support/comparing-of.ts';
import { at, listAt } from '../support/json-at.ts';
import { everything } from '../support/memory-adapter.ts';
import { metric, param, provenance, run } from '../support/runs.ts';

// Statistics over runs of two sources, through the schema. What the figures are is held against golden values elsewhere.

const hour = 3_600_000;
const made = provenance({
  git: { commit: 'abc', branch: null, repository: null, dirty: false, diff: null },
  pythonVersion: '3.11',
  packages: [{ name: 'torch', version: '2.0' }],
  gpus: [{ name: 'A100', count: 1, memoryBytes: null }],
});
const runs = Array.from({ length: 20 }, (_run, at) =>
  run(`r${at}`, {
    name: at === 0 ? 'odd' : `m${at}_s${at % 5}`,
    startedAt: at * hour,
    endedAt: at === 19 ? null : (at + 1) * hour,
    provenance: made,
    params: [
      param('lr', at / 10),
      param('model', at < 10 ? 'a' : 'b'),
      param('seed', at % 10),
      param('fixed', 1),
      param('text', `t${at}`),
    ],
    metrics: [metric('acc', at === 19 ? Number.NaN : at), metric('latency', 20 - at), metric('loss', 1)],
  }),
);
const series = (id: string, key: string): Series => {
  const steps = Float64Array.from({ length: 100 }, (_step, at) => at);
  const values = steps.map((step) => (id === 'r2' && key === 'acc' && step >= 50 ? 9 : 1));
  return { steps, values, timestamps: steps, totalPoints: 100, complete: true };
};
const comparing = comparingOf({
  compute: { currency: 'EUR', prices: [{ gpu: 'A100', perGpuHour: 2 }] },
  directions: { latency: 'MINIMIZE' },
  conventions: [{ projects: ['s/*'], name: '{model}_s{seed:\\d}', require: { notes: true, git: true } }],
});

let open: CachedGateway;
beforeAll(async () => {
  const half = (from: number, to: number) => ({ runs: runs.slice(from, to), capabilities: everything, series });
  open = await cachedGateway({ s: half(0, 10), t: half(10, 20) }, { comparing });
});
afterAll(async () => {
  await open.gateway.close();
  await open.cache.close();
});

const all = 'runs: {}';

async function ask(field: string) {
  const { data, errors } = await open.gateway.execute(`{ ${field} }`);
  expect(errors).toBeUndefined();
  return Object.values(data ?? {})[0];
}

async function refusal(field: string): Promise<string> {
  const { errors } = await open.gateway.execute(`{ ${field} }`);
  expect(at(errors, 0, 'extensions', 'code')).toBe('INVALID_QUERY');
  return String(at(errors, 0, 'message'));
}

test('correlations with all params and metrics that have numbers', async () => {
  const told = await ask(
    `correlations(${all}, target: { metric: { key: "acc" } }) { matched reports { state } rows { key kind aggregate n pearson pearsonP spearman note } }`,
  );
  const rows = listAt(told, 'rows');
  expect(rows.map((row) => [at(row, 'kind'), at(row, 'key')])).toEqual([
    ['PARAM', 'fixed'],
    ['PARAM', 'lr'],
    ['PARAM', 'seed'],
    ['METRIC', 'latency'],
    ['METRIC', 'loss'],
  ]);
  expect(rows[1]).toMatchObject({ n: 19, pearson: expect.closeTo(1, 12), spearman: 1 });
  expect(rows[3]).toMatchObject({ aggregate: 'LAST', pearson: expect.closeTo(-1, 12) });
  expect(rows[0]).toMatchObject({ pearson: null, note: expect.stringContaining('a column is constant') });
  expect(at(told, 'matched')).toBe(20);
});

test('correlations with those that are named', async () => {
  const told = await ask(
    `correlations(${all}, target: { metric: { key: "acc" } }, params: ["text", "nobody"]) { rows { key n pearson note } }`,
  );
  expect(at(told, 'rows')).toEqual([
    { key: 'text', n: 0, pearson: null, note: expect.stringContaining('no numbers: 20 texts') },
    { key: 'nobody', n: 0, pearson: null, note: expect.stringContaining('fewer than two pairs') },
  ]);
});

describe('difference', () => {
  const sides = `a: { where: "params.model = 'a'" }, b: { where: "params.model = 'b'" }`;
  const measures = 'measures: [{ metric: { key: "acc" } }, { metric: { key: "latency" } }]';

  test('WELCH: b less a', async () => {
    const told = await ask(
      `difference(${sides}, ${measures}) { matchedA matchedB reports { source { name } } rows { name n difference low high p holmP hedgesG degreesOfFreedom a { count mean } b { count nonFinite mean } } }`,
    );
    expect(told).toMatchObject({ matchedA: 10, matchedB: 10 });
    expect(listAt(told, 'reports')).toHaveLength(4);
    expect(at(told, 'rows', 0)).toMatchObject({
      name: 'acc',
      n: 19,
      difference: expect.closeTo(9.5, 9),
      a: { count: 10, mean: 4.5 },
      b: { count: 9, nonFinite: 1, mean: 14 },
    });
    const p = Number(at(told, 'rows', 0, 'p'));
    expect(p).toBeGreaterThan(0);
    expect(Number(at(told, 'rows', 0, 'holmP'))).toBeGreaterThanOrEqual(p);
  });

  test('PAIRED by a value that both have', async () => {
    const told = await ask(
      `difference(${sides}, ${measures}, test: PAIRED, pairBy: { param: "seed" }) { rows { n difference note a { count } } }`,
    );
    expect(at(told, 'rows')).toEqual([
      { n: 18, difference: 10, note: 'all pairs differ by the same; 1 pair lacks a finite value', a: { count: 9 } },
      { n: 20, difference: -10, note: 'all pairs differ by the same', a: { count: 10 } },
    ]);
  });

  test.each([
    ['MANN_WHITNEY', { p: expect.any(Number), low: null, hedgesG: null }],
    ['BOOTSTRAP', { p: null, low: expect.any(Number), statistic: null }],
  ])('%s', async (name, expected) => {
    const told = await ask(`difference(${sides}, ${measures}, test: ${name}) { rows { p low statistic hedgesG } }`);
    expect(at(told, 'rows', 0)).toMatchObject(expected);
  });

  test.each([
    ['test: PAIRED', 'PAIRED needs a value that pairs runs'],
    ['pairBy: { param: "seed" }', 'it is for PAIRED alone, not for WELCH'],
    ['level: 2', 'level is 2'],
    ['test: BOOTSTRAP, resamples: 7', 'resamples is 7'],
  ])('%s is refused', async (args, why) => {
    expect(await refusal(`difference(${sides}, ${measures}, ${args}) { matchedA }`)).toContain(why);
  });
});

test.each(['PED_ANOVA', 'FOREST'])('importance by %s: shares sum to 1, the rest says why not', async (method) => {
  const told = await ask(
    `importance(${all}, target: { metric: { key: "acc" } }, method: ${method}) { n note rows { param importance n low note } }`,
  );
  expect(told).toMatchObject({ n: 19, note: '1 run without a finite target is left out' });
  const rows = listAt(told, 'rows');
  const sum = rows.reduce<number>((total, row) => total + Number(at(row, 'importance') ?? 0), 0);
  expect(sum).toBeCloseTo(1, 9);
  expect(rows.find((row) => at(row, 'param') === 'fixed')).toMatchObject({
    importance: null,
    note: expect.any(String),
  });
});

test('importance without a direction is null, and says so', async () => {
  const told = await ask(
    `importance(${all}, target: { param: "lr" }, params: ["seed"]) { note rows { importance note } }`,
  );
  expect(told).toEqual({ note: 'no direction', rows: [{ importance: null, note: 'no direction' }] });
});

test('a Pareto front, with directions of the config and of names', async () => {
  const objectives = '[{ value: { metric: { key: "acc" } } }, { value: { metric: { key: "latency" } } }]';
  const told = await ask(
    `pareto(${all}, objectives: ${objectives}, reference: [0, 20]) { points { run { ref } rank values } hypervolume reference note }`,
  );
  expect(at(told, 'points', 0)).toMatchObject({ run: { ref: 't/r18' }, rank: 0, values: [18, 2] });
  expect(listAt(told, 'points')).toHaveLength(19);
  expect(told).toMatchObject({ hypervolume: 18 * 18, reference: [0, 20], note: expect.stringContaining('1 run ') });
});

test.each([
  ['pareto(runs: {}, objectives: []) { note }', 'name from 1 to 5, not 0'],
  ['pareto(runs: {}, objectives: [{ value: { param: "lr" } }]) { note }', 'nobody knows which way param.lr is good'],
  [
    'pareto(runs: {}, objectives: [{ value: { metric: { key: "acc" } } }], reference: [1, 2]) { note }',
    '2 numbers for 1',
  ],
  [
    'pareto(runs: {}, objectives: [{ value: { metric: { key: "acc" } } }], reference: ["NaN"]) { note }',
    'must be finite',
  ],
  ['frontier(runs: {}, objective: { value: { param: "lr" } }) { note }', 'nobody knows which way'],
])('%s is refused', async (field, why) => {
  expect(await refusal(field)).toContain(why);
});

test('a frontier: the best so far, and what it cost', async () => {
  const told = await ask(
    `frontier(runs: { where: "params.seed < 2" }, objective: { value: { metric: { key: "acc" } } }) {
      note points { run { ref } at value improvement runsSoFar gpuHoursSoFar costSoFar costPerImprovement } }`,
  );
  expect(at(told, 'points')).toEqual([
    {
      run: { ref: 's/r0' },
      at: '1970-01-01T01:00:00.000Z',
      value: 0,
      improvement: null,
      runsSoFar: 1,
      gpuHoursSoFar: 1,
      costSoFar: 2,
      costPerImprovement: null,
    },
    {
      run: { ref: 's/r1' },
      at: '1970-01-01T02:00:00.000Z',
      value: 1,
      improvement: 1,
      runsSoFar: 2,
      gpuHoursSoFar: 2,
      costSoFar: 4,
      costPerImprovement: 2,
    },
    {
      run: { ref: 't/r10' },
      at: '1970-01-01T11:00:00.000Z',
      value: 10,
      improvement: 9,
      runsSoFar: 3,
      gpuHoursSoFar: 3,
      costSoFar: 6,
      costPerImprovement: expect.closeTo(2 / 9, 12),
    },
    {
      run: { ref: 't/r11' },
      at: '1970-01-01T12:00:00.000Z',
      value: 11,
      improvement: 1,
      runsSoFar: 4,
      gpuHoursSoFar: 4,
      costSoFar: 8,
      costPerImprovement: 2,
    },
  ]);
  const endless = await ask(`frontier(runs: {}, objective: { value: { metric: { key: "acc" } } }) { note }`);
  expect(at(endless, 'note')).toBe('1 run has no end and is left out; of 1 run the cost is not known');
});

test('what runs break of conventions, and what to do', async () => {
  const told = await ask(
    `conventions(runs: { runs: ["s/r0", "s/r1", "t/r10"] }) { checked matched issues { run { ref } rule message remedy } }`,
  );
  expect(told).toEqual({
    checked: 2,
    matched: 3,
    issues: [
      {
        run: { ref: 's/r0' },
        rule: 'NAME',
        message: expect.stringContaining('does not fit'),
        remedy: expect.any(String),
      },
      { run: { ref: 's/r0' }, rule: 'NOTES', message: expect.any(String), remedy: expect.any(String) },
      { run: { ref: 's/r1' }, rule: 'NOTES', message: expect.any(String), remedy: expect.any(String) },
    ],
  });
});

describe('reproduction', () => {
  const fields =
    'verdict message causes of { ref } by { ref } reports { state } metrics { key points within firstApart verdict } checklist { name state }';

  test('one that matches, and one that diverges', async () => {
    const same = await ask(`reproduction(of: "s/r1", by: "t/r11") { ${fields} }`);
    expect(same).toMatchObject({ verdict: 'MATCHES', of: { ref: 's/r1' }, by: { ref: 't/r11' }, causes: [] });
    expect(listAt(same, 'metrics')).toHaveLength(3);
    const apart = await ask(`reproduction(of: "s/r1", by: "s/r2", metrics: [{ key: "acc" }]) { ${fields} }`);
    expect(apart).toMatchObject({
      verdict: 'DIVERGES',
      metrics: [{ key: 'acc', points: 100, within: 0.5, firstApart: 50, verdict: 'DIVERGES' }],
    });
    expect(listAt(apart, 'checklist').map((item) => [at(item, 'name'), at(item, 'state')])).toEqual([
      ['code', 'SAME'],
      ['environment', 'SAME'],
      ['data', 'UNKNOWN'],
      ['seeds', 'DIFFERENT'],
      ['hardware', 'SAME'],
      ['configuration', 'DIFFERENT'],
    ]);
    expect(String(at(apart, 'causes', 0))).toMatch(/^configuration: Params are not the same: lr, text\./);
  });

  test('of a run that is not there', async () => {
    const { data, errors } = await open.gateway.execute('{ reproduction(of: "s/nobody", by: "s/r1") { verdict } }');
    expect(at(data, 'reproduction')).toBeNull();
    expect(errors?.map(({ extensions }) => extensions?.['code'])).toEqual(['NOT_FOUND']);
  });

  test('of itself, and with a tolerance that is none', async () => {
    expect(await ask('reproduction(of: "s/r1", by: "s/r1") { verdict }')).toEqual({ verdict: 'MATCHES' });
    expect(await refusal('reproduction(of: "s/r1", by: "s/r2", relative: -1) { verdict }')).toContain(
      'relative: it is -1',
    );
  });
});
