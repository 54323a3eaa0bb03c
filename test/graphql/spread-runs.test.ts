import type { Run } from '../../src/contract/run.ts';
import type { Series } from '../../src/contract/series.ts';
import { cachedGateway, type CachedGateway } from '../support/cached-gateway.ts';
import { expectNear } from '../support/expect-near.ts';
import { listAt } from '../support/json-at.ts';
import { everything } from '../support/memory-adapter.ts';
import { metric, param, run } from '../support/runs.ts';

// The same runs in one source or spread over four: what is compared says the same. Asked twice, it costs nothing.

const odd = [Number.NaN, Infinity, 1e308, -1e308, 1e-300, 0];
const runs: readonly Run[] = Array.from({ length: 60 }, (_run, index) =>
  run(`r${index}`, {
    startedAt: 1000 * ((index * 37) % 60),
    endedAt: 1000 * ((index * 37) % 60) + 1000 * index,
    params: [
      param('lr', (index * 7) % 13, index % 2 === 0 ? String((index * 7) % 13) : null),
      param('model', ['a', 'b', 'c'][index % 3] ?? ''),
      param('seed', index % 10),
    ],
    metrics: [
      metric('acc', Math.sin(index) + index / 30),
      metric('odd', odd[index % odd.length] ?? 0),
      metric('loss', index),
    ],
  }),
);

function series(id: string): Series {
  const index = Number(id.slice(1));
  const steps = Float64Array.from({ length: 50 }, (_step, place) => place * (1 + (index % 3)));
  const values = steps.map((step) => Math.cos(step + index) * 10 ** (index % 5));
  return { steps, values, timestamps: steps, totalPoints: 50, complete: true };
}

const opened: CachedGateway[] = [];
afterAll(() =>
  Promise.all(
    opened.map(async ({ gateway, cache }) => {
      await gateway.close();
      await cache.close();
    }),
  ),
);

async function over(sources: number): Promise<CachedGateway> {
  const parts = Array.from({ length: sources }, (_source, place) => {
    const own = runs.filter((_run, index) => (index * 11 + 5) % sources === place);
    return [`s${place}`, { runs: own, capabilities: everything, series }] as const;
  });
  const gateway = await cachedGateway(Object.fromEntries(parts));
  opened.push(gateway);
  return gateway;
}

const summary = 'count missing nonFinite mean std sem median q1 q3 iqm min max sum low high';
const questions: Readonly<Record<string, string>> = {
  groups: `groups(runs: {}, by: [{ param: "model" }], measures: [{ value: { metric: { key: "acc" } } }, { value: { metric: { key: "odd" } } }],
    interval: { method: BOOTSTRAP, resamples: 500 }) { matched groups { key size measures { name ${summary} }
    curves(metrics: [{ key: "loss" }], smooth: { method: EMA, weight: 0.9 }, maxPoints: 20) { x count mean std low high iqm } } }`,
  correlations: `correlations(runs: {}, target: { metric: { key: "acc" } }) { rows { key n pearson pearsonP spearman spearmanP note } }`,
  differences: `difference(a: { where: "params.model = 'a'" }, b: { where: "params.model = 'b'" },
    measures: [{ metric: { key: "acc" } }], test: BOOTSTRAP, resamples: 500) { rows { n difference low high a { ${summary} } } }`,
  pairs: `difference(a: { where: "params.model = 'a'" }, b: { where: "params.model = 'b'" },
    measures: [{ metric: { key: "acc" } }], test: PAIRED, pairBy: { param: "seed" }) { rows { n difference p hedgesG note } }`,
  importance: `importance(runs: {}, target: { metric: { key: "acc" } }) { n rows { param importance n note } }`,
  forest: `importance(runs: {}, target: { metric: { key: "acc" } }, method: FOREST) { rows { param importance low high } }`,
  pareto: `pareto(runs: {}, objectives: [{ value: { metric: { key: "acc" } } }, { value: { metric: { key: "loss" } } }]) {
    hypervolume reference points { rank values } }`,
  frontier: `frontier(runs: {}, objective: { value: { metric: { key: "acc" } } }) { points { at value improvement runsSoFar } }`,
  compare: `compare(runs: { orderBy: [{ by: { metric: { key: "loss" } } }], first: 60 }) { params { key values type differs distinct missing }
    metrics { key values best min max differs missing } }`,
  curves: `curves(runs: { orderBy: [{ by: { metric: { key: "loss" } } }], first: 60 }, metrics: [{ key: "loss" }], align: UNION, maxPoints: 30) {
    x curves { y returnedPoints maxAbsError } }`,
};

async function ask({ gateway }: CachedGateway, question: string): Promise<unknown> {
  const { data, errors } = await gateway.execute(`{ ${question} }`);
  expect(errors).toBeUndefined();
  return data;
}

test.each(Object.entries(questions))('%s', async (_name, question) => {
  const [one, four] = [await over(1), await over(4)];
  expectNear(await ask(four, question), await ask(one, question));
});

test('a comparison over 1,000 finished runs that is asked twice costs no call the second time', async () => {
  const many = Array.from({ length: 1000 }, (_run, index) => run(`r${index}`, { metrics: [metric('loss', index)] }));
  const own = await cachedGateway({ s: { runs: many, capabilities: everything, series } });
  opened.push(own);
  const question = `curves(runs: { first: 1000 }, metrics: [{ key: "loss" }], align: UNION, maxPoints: 100) { x curves { y } }
    compare(runs: { first: 1000 }) { metrics { key values } }`;
  const first = await ask(own, question);
  expect(listAt(first, 'curves', 'curves')).toHaveLength(1000);
  expect(own.calls.filter((call) => call === 'getSeries')).toHaveLength(1);
  own.calls.length = 0;
  expect(await ask(own, question)).toEqual(first);
  expect(own.calls).toEqual([]);
});
