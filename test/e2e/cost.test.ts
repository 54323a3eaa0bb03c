import { trackers } from '../../adapters/registry.ts';
import type { Gateway } from '../../src/graphql/gateway.ts';
import type { Sample } from '../../src/contract/tracker.ts';
import { rightsOf, everything, type Rights } from '../../src/core/access/rights.ts';
import { seededRandom } from '../../src/emulator-kit/sample/build-run.ts';
import { assembleConfig, type SourceConfigs } from '../support/assemble.ts';
import { at, listAt } from '../support/json-at.ts';

// What a question was expected to cost is never less than what it cost, at a gateway that has read nothing yet.

const questions = Number(process.env['COST_QUESTIONS'] ?? 20);
const seed = Number(process.env['COST_SEED'] ?? Date.now() % 1_000_000);

let samples: readonly { readonly id: string; readonly kind: string; readonly sample: Sample }[] = [];
let configs: SourceConfigs = {};
/** References of runs of all sources. */
let refs: readonly string[] = [];

beforeAll(async () => {
  const demos = trackers.flatMap(({ kind, demo }) => demo.map((one) => ({ kind, one })));
  // One after the other: the test runner cannot load two modules of one package at a time.
  for (const { kind, one } of demos) samples = [...samples, { id: one.id, kind, sample: await one.start() }];
  configs = Object.fromEntries(samples.map(({ id, kind, sample }) => [id, { tracker: kind, ...sample.source }]));
  const gateway = await open();
  const { data } = await gateway.execute('{ runs(first: 200) { nodes { ref } } }');
  refs = listAt(data, 'runs', 'nodes').map((node) => String(at(node, 'ref')));
  await gateway.close();
});

afterAll(() => Promise.all(samples.map(({ sample }) => sample.close())));

function open(): Promise<Gateway> {
  return assembleConfig(configs, { keeps: 'everything' });
}

interface Cost {
  readonly estimated: number;
  readonly actual: number;
  readonly codes: readonly unknown[];
}

/** Asks a gateway that knows nothing but its config. */
async function costOf(document: string, rights: Rights): Promise<Cost> {
  const gateway = await open();
  try {
    const { signal } = new AbortController();
    const contextValue = await gateway.openContext({ signal, traceId: 'cost', rights });
    const { body, http } = await gateway.apollo.executeOperation({ query: document }, { contextValue });
    const header = http.headers.get('rungraph-cost') ?? '';
    const [, estimated, actual] = /^estimated=(\d+), actual=(\d+)$/.exec(header) ?? [];
    const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
    return {
      estimated: Number(estimated),
      actual: Number(actual),
      codes: errors.map(({ extensions }) => extensions?.['code']),
    };
  } finally {
    await gateway.close();
  }
}

/** A question made of parts that are chosen at random. */
function makeQuestion(random: () => number): string {
  const pick = <T>(choices: readonly T[]): T => {
    const chosen = choices[Math.floor(random() * choices.length)];
    if (chosen === undefined) throw new Error('nothing to choose from');
    return chosen;
  };
  const some = (choices: readonly string[], most = 3): string =>
    Array.from({ length: 1 + Math.floor(random() * most) }, () => pick(choices)).join(' ');
  const first = pick([1, 3, 20]);
  const below = [
    'name user tags { key value } params { key value }',
    'metrics { key last }',
    'metrics { key min max first count }',
    'metrics { series { values } }',
    // Each part has an alias of its own: two of them in one selection do not ask one field for two things.
    'loss: metric(key: "loss") { max series(maxPoints: 10) { steps } }',
    'accuracy: metric(key: "val_accuracy") { last min }',
    'project { name } source { name tracker }',
    'parent { name metric(key: "loss") { min } }',
    `children(first: ${String(first)}) { nodes { name metric(key: "loss") { last } } }`,
    'used(first: 3) { nodes { name files(first: 3) { nodes { path } } } }',
    'produced(first: 3) { nodes { name usedBy(first: 2) { nodes { name } } producedBy { name } } }',
    'provenance { git { commit } seeds { key } datasets { name } }',
    'reproducibility { score }',
    'native nameParts { key value } compute { gpuHours }',
  ];
  const filters = [
    '',
    'filter: { status: { eq: FINISHED } }',
    'filter: { param: { key: "lr", gt: 0.001 } }',
    'filter: { metric: { key: "val_accuracy", gt: 0.5 } }',
    'filter: { metric: { key: "loss", aggregate: MIN, lt: 5 } }',
    'filter: { user: { contains: "a" } }',
    'filter: { or: [{ name: { contains: "a" } }, { tag: { key: "stage", exists: true } }] }',
    'filter: { projectName: { contains: "a" } }',
    'where: "metrics.loss < 9 and params.lr exists"',
  ];
  const orders = [
    '',
    'orderBy: [{ by: { field: STARTED_AT }, direction: DESC }]',
    'orderBy: [{ by: { metric: { key: "loss", aggregate: MIN } } }]',
    'orderBy: [{ by: { param: "lr" } }]',
  ];
  const sources = pick(['', `sources: ["${pick(samples).id}"]`]);
  const list = `first: ${String(first)} ${pick(filters)} ${pick(orders)} ${sources}`;
  const run = `"${pick(refs)}"`;
  const selection = pick([
    `{ first: ${String(first)} }`,
    `{ runs: [${run}, "${pick(refs)}"] }`,
    `{ ${sources} first: 5 }`,
  ]);
  return pick([
    `{ runs(${list}) { nodes { ${some(below)} } } }`,
    `{ runs(${list}) { nodes { ${some(below)} } totalCount } }`,
    `{ runs(${list}) { table(columns: [{ value: { field: NAME } }, { value: { metric: { key: "loss", aggregate: MAX } } }, { all: METRICS }]) { refs } } }`,
    `{ run(id: ${run}) { ${some(below)} } }`,
    `{ a: run(id: ${run}) { ${some(below, 1)} } b: run(id: "${pick(refs)}") { ${some(below, 1)} } }`,
    `{ projects(first: 3) { nodes { name runs(first: 2) { nodes { ${some(below, 1)} } } } } }`,
    `{ keys(kind: ${pick(['PARAM', 'METRIC', 'TAG'])} ${sources}) { nodes { key } } }`,
    '{ sources { name version state } }',
    `{ compare(runs: ${selection}) { params { key } metrics(aggregate: ${pick(['LAST', 'MIN'])}) { key } } }`,
    `{ curves(runs: ${selection}, metrics: [{ key: "loss" }]) { curves { y } } }`,
    `{ groups(runs: ${selection}, by: [{ field: USER }], measures: [{ value: { metric: { key: "loss", aggregate: MIN } } }]) { groups { size curves(metrics: [{ key: "loss" }]) { mean } } } }`,
    `{ correlations(runs: ${selection}, target: { metric: { key: "val_accuracy" } }) { rows { key } } }`,
    `{ conventions(runs: ${selection}) { checked } }`,
    `{ reproduction(of: ${run}, by: "${pick(refs)}") { verdict } }`,
    `{ lineage(of: ${run}, depth: 2) { nodes { id } edges { kind } } }`,
    `{ artifacts(first: 5 ${sources}) { nodes { name files(first: 5) { nodes { path } } producedBy { name } usedBy(first: 2) { nodes { name } } } } }`,
    `{ models(first: 5 ${sources}) { nodes { name versions(first: 3) { nodes { version run { name } artifact { name } } } } } }`,
    `{ explainRuns(${list.replace(/first: \d+/, '')}) { native } }`,
  ])
    .replace('()', '')
    .replace('explainRuns(  )', 'explainRuns');
}

test(`${String(questions)} random questions cost no more than was expected (COST_SEED=${String(seed)})`, async () => {
  const random = seededRandom(seed);
  const told: { readonly document: string; readonly cost: Cost }[] = [];
  for (let asked = 0; asked < questions; asked += 1) {
    const document = makeQuestion(random);
    const [id] = [samples[Math.floor(random() * samples.length)]?.id ?? ''];
    const rights = random() < 0.25 ? rightsOf([`read:${id}/*a*`]) : everything;
    told.push({ document, cost: await costOf(document, rights) });
  }
  const refused = told.filter(({ cost }) => Number.isNaN(cost.estimated));
  if (process.env['COST_SHOW'] === '1') {
    for (const { document, cost } of told) process.stderr.write(`${JSON.stringify(cost)} ${document}\n`);
  }
  expect(refused.map(({ document, cost }) => [document, cost.codes])).toEqual([]);
  expect(told.filter(({ cost }) => cost.actual > cost.estimated)).toEqual([]);
  expect(told.filter(({ cost }) => cost.actual > 0).length).toBeGreaterThan(questions / 2);
});
