import { startWandbEmulator, type WandbEmulator } from '../../../adapters/wandb/emulator/start.ts';
import { wandb } from '../../../adapters/wandb/index.ts';
import { openSource } from '../../../src/core/sources/source.ts';
import { startGateway, type Gateway } from '../../../src/graphql/gateway.ts';
import { openAdapter } from '../../adapters/wandb/open-adapter.ts';
import { ask } from '../../conformance/checks/ask.ts';
import { at, listAt } from '../../support/json-at.ts';
import { quietLog } from '../../support/quiet-scope.ts';
import { openSdk, type Sdk } from './sdk.ts';

// Summaries as the real SDK makes them. Whatever is asked about a metric, the answer is that of its series, and the same
// from the server and from the files.

let emulator: WandbEmulator | undefined;
let gateway: Gateway | undefined;
const sdks: Sdk[] = [];

beforeAll(async () => {
  emulator = await startWandbEmulator({ port: 0, data: { projects: [], runs: [] } });
  const online = openSdk(emulator.url);
  const offline = openSdk('http://127.0.0.1:9');
  sdks.push(online, offline);
  await online.run('summaries.py', []);
  await offline.run('summaries.py', [], 'offline');
  const sources = [
    ['server', openAdapter(emulator.source)] as const,
    ['folder', openAdapter({ path: offline.folder, entity: 'harvest-lab' })] as const,
  ].map(([id, adapter]) => {
    const { kind: tracker, capabilities } = wandb;
    return openSource({ id, tracker, url: null, deadlineMs: 60_000, capabilities, adapter }, quietLog);
  });
  gateway = await startGateway(new Map(sources.map((source) => [source.id, source])), quietLog);
});

afterAll(async () => {
  await gateway?.close();
  sdks.forEach((sdk) => sdk.remove());
  await emulator?.close();
});

const sources = ['server', 'folder'] as const;

async function runs(source: string, args: string, selection: string): Promise<readonly unknown[]> {
  if (gateway === undefined) throw new Error('not open');
  const found = await ask(
    gateway,
    `{ runs(sources: ["${source}"], first: 100, strict: true ${args}) { nodes { name ${selection} } } }`,
  );
  return listAt(found['runs'], 'nodes');
}

async function names(source: string, args: string): Promise<readonly unknown[]> {
  return (await runs(source, args, '')).map((run) => at(run, 'name')).toSorted();
}

const logging = [
  'plain',
  'max',
  'mean',
  'none',
  'all-ways',
  'pattern',
  'no-metric',
  'ghost',
  'by-hand',
  'instead',
  'deleted',
];
const others = ['both', 'dotted'];
const acc = { last: 0.7, lastStep: 2, first: 0.5, min: 0.5, max: 0.9, count: 3 };
const f1 = { last: 0.2, lastStep: 2, first: 0.1, min: 0.1, max: 0.3, count: 3 };
const fields = '{ last lastStep first min max count }';

describe.each(sources)('on the %s', (source) => {
  test('a metric has its last value, however it is summed up, by its key and among all', async () => {
    const alone = await runs(source, '', `metric(key: "val/acc") ${fields}`);
    const among = await runs(source, '', `metric(key: "val/f1") ${fields} metrics { key last } native`);
    expect(alone).toHaveLength(logging.length + others.length);
    for (const run of alone)
      expect(run).toMatchObject({ metric: others.includes(String(at(run, 'name'))) ? null : acc });
    for (const run of among) {
      const name = String(at(run, 'name'));
      const keys = listAt(run, 'metrics')
        .map((metric) => at(metric, 'key'))
        .filter((key) => !String(key).startsWith('system'));
      if (others.includes(name)) {
        expect([name, keys]).toEqual([name, ['eval.acc']]);
        continue;
      }
      expect(run).toMatchObject({ name, metric: f1 });
      expect([name, keys.toSorted()]).toEqual([name, [...(name === 'by-hand' ? ['best'] : []), 'val/acc', 'val/f1']]);
    }
  });

  test('filters and sorts find it as nodes show it', async () => {
    const all = logging.toSorted();
    expect(await names(source, ', filter: { metric: { key: "val/acc", exists: true } }')).toEqual(all);
    expect(await names(source, ', filter: { metric: { key: "val/acc", exists: false } }')).toEqual(others);
    expect(await names(source, ', filter: { metric: { key: "val/acc", gte: 0.6 } }')).toEqual(all);
    expect(await names(source, ', filter: { metric: { key: "val/acc", gte: 0.8 } }')).toEqual([]);
    expect(await names(source, ', filter: { metric: { key: "val/f1", aggregate: MAX, gte: 0.3 } }')).toEqual(all);
    const sorted = await runs(source, ', orderBy: [{ by: { metric: { key: "val/acc" } }, direction: DESC }]', '');
    expect(
      sorted
        .slice(-2)
        .map((run) => at(run, 'name'))
        .toSorted(),
    ).toEqual(others);
  });

  test('there are no metrics that nobody logged', async () => {
    for (const key of ['', 'val/acc.max', 'val/f1.max', 'val/acc.mean', 'val/ghost', 'eval.acc.max', 'eval']) {
      expect([key, await names(source, `, filter: { metric: { key: "${key}", exists: true } }`)]).toEqual([key, []]);
      expect((await runs(source, '', `metric(key: "${key}") { last }`)).map((run) => at(run, 'metric'))).toEqual(
        [...logging, ...others].map(() => null),
      );
    }
  });

  test('what was only put into the summary has a last value, no step and no points', async () => {
    const selection = `metric(key: "best") { last lastStep first max count series { values totalPoints } }`;
    const found = await runs(source, ', filter: { metric: { key: "best", gt: 0.9 } }', selection);
    const series = { values: [], totalPoints: 0 };
    expect(found).toEqual([
      { name: 'by-hand', metric: { last: 0.95, lastStep: null, first: null, max: null, count: 0, series } },
    ]);
  });

  test('what the summary says beside last values is in `native`', async () => {
    const found = new Map(
      (await runs(source, '', 'native')).map((run) => [at(run, 'name'), at(run, 'native', 'otherSummary')]),
    );
    expect(found.get('max')).toEqual({ 'val/acc': { max: 0.9 } });
    expect(found.get('instead')).toEqual({ 'val/acc': 0.98 });
    expect(found.get('pattern')).toEqual({ 'val/acc': { max: 0.9 }, 'val/f1': { max: 0.3 } });
    expect(found.get('both')).toEqual({ 'eval.acc': 39 });
    expect(found.get('plain')).toEqual({});
  });

  test('ONE KEY IN TWO SPELLINGS is the plain one, in every row', async () => {
    const [both] = await runs(
      source,
      ', filter: { name: { eq: "both" } }',
      'metric(key: "eval.acc") { last series { values } }',
    );
    const values = Array.from({ length: 40 }, (_value, step) => 100 + step);
    expect(both).toEqual({ name: 'both', metric: { last: 139, series: { values } } });
  });
});
