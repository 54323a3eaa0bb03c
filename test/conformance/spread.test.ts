import { trackers } from '../../adapters/registry.ts';
import { normalKey } from '../../src/core/compare/normal-form.ts';
import type { SampleData, SampleRun } from '../../src/emulator-kit/sample/sample-data.ts';
import { startGateway, type Gateway } from '../../src/graphql/gateway.ts';
import { expectNear } from '../support/expect-near.ts';
import { quietLog } from '../support/quiet-scope.ts';
import { canonicalData } from './canonical/canonical-data.ts';
import { ordinaryRun } from './canonical/ordinary-run.ts';
import { createRandom } from './random/random.ts';
import type { OpenTarget, Target } from './target.ts';

// The same runs shuffled over every target of every tracker, and all of them in one: what is compared says the same.

const opened: OpenTarget[] = [];
let spread: Gateway | undefined;
const wholes: OpenTarget[] = [];

/** What every tracker keeps as it is, by its declared limits: numbers and texts by normal form, and plain series. */
function isKeptBy(targets: readonly Target[]) {
  const told = ({ params, metrics, archived, parent }: SampleRun): string =>
    JSON.stringify([
      params.map(({ key, value }) => [key, normalKey(value)]),
      metrics.map(({ key, context, points }) => [
        key,
        context,
        points.map(({ step, value }) => [`${step}`, `${value}`]),
      ]),
      archived,
      parent,
    ]);
  return (run: SampleRun): boolean =>
    !run.archived &&
    run.parent === null &&
    targets.every(({ keep }) => {
      const kept = keep(run);
      return kept !== null && told(kept) === told(run);
    });
}

/** Each started at a time of its own, so that their order is known; without what belongs to other rooms of the suite. */
function plain({ summary: _summary, ...run }: SampleRun, at: number): SampleRun {
  const startedAt = Date.UTC(2026, 0, 1) + at * 60_000;
  const status = 'FINISHED' as const;
  const bare = { status, datasets: [], files: [], models: [], usedModels: [], parent: null };
  const params = [
    ...run.params.filter(({ value }) => !Array.isArray(value)),
    { key: 'place', value: at },
    { key: 'seed', value: at % 7 },
  ];
  return {
    ...run,
    ...bare,
    key: `spread-${String(at)}`,
    params,
    startedAt,
    endedAt: startedAt + 1000 * (1 + ((at * 37) % 50)),
  };
}

function shuffled<T>(items: readonly T[]): readonly T[] {
  const random = createRandom(20);
  return items
    .map((item) => ({ item, at: random.integer(0, 1_000_000) }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

beforeAll(async () => {
  const targets: Target[] = [];
  for (const { kind } of trackers) {
    const module: { targets: readonly Target[] } = await import(`../adapters/${kind}/targets.ts`);
    targets.push(...module.targets);
  }
  const sample = [
    ...canonicalData.runs,
    ...Array.from({ length: 40 }, (_run, at) => ordinaryRun(`spread ${String(at)}`)),
  ];
  const runs = sample.map(plain).filter(isKeptBy(targets));
  expect(runs.length).toBeGreaterThan(60);
  const dataOf = (own: readonly SampleRun[]): SampleData => ({ ...canonicalData, runs: own });
  const dealt = shuffled(runs);
  for (const [share, target] of targets.entries()) {
    const own = dealt.filter((_run, at) => at % targets.length === share);
    opened.push(await target.open(dataOf(own), `source-${String(share)}`));
  }
  spread = await startGateway(new Map(opened.map(({ source }) => [source.id, source])), quietLog);
  for (const { kind } of trackers) {
    const module: { targets: readonly Target[] } = await import(`../adapters/${kind}/targets.ts`);
    const [target] = module.targets;
    if (target !== undefined) wholes.push(await target.open(dataOf(runs), `whole-${kind}`));
  }
});

afterAll(async () => {
  await spread?.close();
  await Promise.all([...opened, ...wholes].map((one) => one.close()));
});

const summary = 'count missing nonFinite mean std sem median q1 q3 iqm min max sum low high note';
const ordered = 'runs: { first: 1000, orderBy: [{ by: { field: STARTED_AT } }] }';
const measures =
  'measures: [{ value: { metric: { key: "acc" } } }, { value: { metric: { key: "loss", aggregate: MIN } } }]';
const questions: Readonly<Record<string, string>> = {
  compare: `compare(${ordered}) { params { key differs distinct missing } metrics { key values best min max differs missing } }`,
  'an aggregate': `compare(${ordered}) { metrics(keys: ["acc", "loss"], aggregate: MAX) { key values best } }`,
  groups: `groups(${ordered}, by: [{ param: "optimizer" }, { param: "amp" }], ${measures}, interval: { method: BOOTSTRAP, resamples: 300 }) {
    groups { key size measures { name ${summary} } } }`,
  'curves of groups': `groups(${ordered}, by: [{ param: "optimizer" }]) { groups { key size
    curves(metrics: [{ key: "loss" }], interval: { method: BOOTSTRAP, resamples: 200 }) { key x count mean std low high median iqm } } }`,
  curves: `curves(${ordered}, metrics: [{ key: "loss" }, { key: "acc" }], align: UNION, smooth: { method: EMA, weight: 0.5 }) {
    x curves { key x y returnedPoints totalPoints duplicates } }`,
  'curves that are cut': `curves(${ordered}, metrics: [{ key: "loss" }], maxPoints: 3) { curves { key x y maxAbsError } }`,
  correlations: `correlations(${ordered}, target: { metric: { key: "acc" } }, params: ["lr", "layers"], metrics: [{ key: "loss" }]) {
    rows { key n pearson pearsonP spearman spearmanP note } }`,
  difference: `difference(a: { first: 1000, where: "params.optimizer = 'adam'" }, b: { first: 1000, where: "params.optimizer = 'sgd'" },
    measures: [{ metric: { key: "acc" } }, { metric: { key: "loss" } }], test: BOOTSTRAP, resamples: 300) {
    rows { name n difference low high a { ${summary} } b { ${summary} } note } matchedA matchedB }`,
  'ranks of two': `difference(a: { first: 1000, where: "params.seed < 3" }, b: { first: 1000, where: "params.seed >= 3" },
    measures: [{ metric: { key: "loss" } }], test: MANN_WHITNEY) { rows { n difference statistic p holmP } }`,
  importance: `importance(${ordered}, target: { metric: { key: "acc" } }, params: ["lr", "optimizer", "layers"]) {
    n note rows { param importance n note } }`,
  pareto: `pareto(${ordered}, objectives: [{ value: { metric: { key: "acc" } } }, { value: { metric: { key: "loss" } } }]) {
    hypervolume reference note points { rank values } }`,
  frontier: `frontier(${ordered}, objective: { value: { metric: { key: "acc" } } }) { note points { at value improvement runsSoFar } }`,
};

async function ask(gateway: Gateway | undefined, question: string): Promise<unknown> {
  const answer = await gateway?.execute(`{ ${question} }`);
  expect(answer?.errors).toBeUndefined();
  return answer?.data;
}

test.each(Object.entries(questions))('%s', async (_name, question) => {
  const found = await ask(spread, question);
  expect(opened.length).toBeGreaterThan(3);
  for (const { gateway, source } of wholes) {
    expectNear(await ask(gateway, question), found, source.id);
  }
});
