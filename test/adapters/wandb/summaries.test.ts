import { startWandbEmulator, type WandbEmulator } from '../../../adapters/wandb/emulator/start.ts';
import type { StoredRun } from '../../../adapters/wandb/emulator/store/world.ts';
import { readDefinitions } from '../../../adapters/wandb/definitions.ts';
import type { Adapter } from '../../../src/contract/adapter.ts';
import { isRungraphError } from '../../../src/contract/error.ts';
import type { Filter } from '../../../src/contract/filter.ts';
import { allKeys, emptyProjection, type Projection } from '../../../src/contract/projection.ts';
import type { Metric } from '../../../src/contract/run.ts';
import { plainRun } from '../../../src/emulator-kit/sample/build-run.ts';
import type { SampleData } from '../../../src/emulator-kit/sample/sample-data.ts';
import { callContext } from '../../support/call-context.ts';
import { askedOf, openAdapter } from './open-adapter.ts';

// Summaries of a server that say other things than the series, and what it costs to find out.

const start = Date.UTC(2026, 0, 5);
const names = ['plain', 'max', 'none', 'instead', 'deleted', 'other', 'going-on', 'stopped'];
const data: SampleData = {
  projects: [{ name: 'p', description: null, createdAt: start }],
  runs: names.map((key) => plainRun({ key, project: 'p', name: key, startedAt: start, endedAt: start + 60_000 })),
};

let emulator: WandbEmulator | undefined;
let adapter: Adapter | undefined;

function run(name: string): StoredRun {
  const found = emulator?.world.projects[0]?.runs.find(({ displayName }) => displayName === name);
  if (found === undefined) throw new Error(name);
  return found;
}

beforeEach(async () => {
  emulator = await startWandbEmulator({ port: 0, data });
  adapter = openAdapter(emulator.source);
  const define = (flag: number) => ({ _wandb: { value: { m: [{ '1': 'acc', '7': [flag] }] } } });
  for (const name of names) {
    const key = name === 'other' ? 'loss' : 'acc';
    run(name).history.push({ _step: 0, _timestamp: 1, [key]: 0.9 }, { _step: 1, _timestamp: 2, [key]: 0.7 });
    run(name).summary = { _step: 1, [key]: 0.7 };
  }
  Object.assign(run('max'), { config: define(2), summary: { _step: 1, acc: { max: 0.9 } } });
  Object.assign(run('none'), { config: define(6), summary: { _step: 1 } });
  Object.assign(run('instead'), { config: define(6), summary: { _step: 1, acc: 0.98 } });
  Object.assign(run('deleted'), { summary: { _step: 1 } });
  Object.assign(run('going-on'), { state: 'running' });
  Object.assign(run('stopped'), { state: 'killed', summary: { _step: 0, acc: 0.9 } });
});

afterEach(async () => {
  await adapter?.close();
  await emulator?.close();
});

const byKey = (...keys: readonly string[]): Projection => {
  return { ...emptyProjection, metrics: { all: false, keys, prefixes: [] } };
};
const everything: Projection = { ...emptyProjection, metrics: allKeys };

/** What is told of a metric, by the names of runs. */
async function read(projection: Projection, filter: Filter = { kind: 'and', filters: [] }, key = 'acc') {
  const context = callContext({ projection });
  const search = { projects: ['harvest-lab/p'], filter, order: null, archived: 'EXCLUDE' } as const;
  const page = await adapter?.searchRuns(context, { ...search, limit: 100, after: null });
  const found = (page?.runs ?? []).map(({ name, metrics }) => {
    if (isRungraphError(metrics)) throw metrics;
    return [name ?? '', told(metrics, key)] as const;
  });
  return Object.fromEntries<Told>(found);
}

type Told = number | bigint | null | 'of the series' | 'no metric';

function told(metrics: readonly Metric[], key: string): Told {
  const metric = metrics.find((one) => one.key === key);
  if (metric === undefined) return 'no metric';
  return metric.last === undefined ? 'of the series' : metric.last;
}

const expected = {
  plain: 0.7,
  max: 'of the series',
  none: 'of the series',
  instead: 'of the series',
  deleted: 'of the series',
  other: 'no metric',
  'going-on': 0.7,
  stopped: 'of the series',
};

test('what is told of a metric is the same by its key, among all, and of runs by id', async () => {
  expect(await read(byKey('acc'))).toEqual(expected);
  expect(await read(byKey('acc', 'loss'))).toEqual(expected);
  expect(await read(everything)).toEqual(expected);
  expect(await read({ ...emptyProjection, metrics: byKey('acc').metrics, parts: ['native'] })).toEqual(expected);
  const ids = names.map((name) => emulator?.runIds.get(name) ?? '');
  const runs = (await adapter?.getRuns(callContext({ projection: byKey('acc') }), ids)) ?? [];
  const byName = runs.map((one) => {
    if (one === null || isRungraphError(one) || isRungraphError(one.metrics)) throw new Error('not read');
    return [one.name ?? '', told(one.metrics, 'acc')] as const;
  });
  expect(Object.fromEntries(byName)).toEqual(expected);
});

test('a filter of the server loses no run whose summary says other things', async () => {
  const field = { kind: 'metric', key: 'acc', context: undefined, aggregate: 'LAST' } as const;
  const clause = { kind: 'clause', field, operands: [0.8], ignoreCase: false } as const;
  const found = await read(byKey('acc'), { ...clause, operator: 'lt' });
  // What stands there by hand is what the server compares; it is said in the README.
  expect(Object.keys(found).sort()).toEqual(['deleted', 'going-on', 'max', 'none', 'plain', 'stopped']);
  const there = await read(byKey('acc'), { ...clause, operator: 'exists', operands: [] });
  expect(Object.keys(there).sort()).toEqual(names.filter((name) => name !== 'other').sort());
});

const catalogues = (): readonly string[] => {
  return (emulator?.requests ?? [])
    .filter(({ query }) => query.includes('historyKeys'))
    .map(({ variables }) => variables);
};

test('THE CATALOGUE OF WHAT WAS LOGGED is asked for where the summary leaves it open, in one request', async () => {
  await read(byKey('acc'));
  const [asked = '', ...more] = catalogues();
  expect(more).toEqual([]);
  const isNamed = (name: string): boolean => asked.includes(run(name).name);
  expect(names.filter(isNamed)).toEqual(['none', 'instead', 'deleted', 'other', 'going-on', 'stopped']);
});

test('WHERE SUMMARIES TELL EVERYTHING, a page costs one request', async () => {
  for (const name of names.slice(2)) emulator?.world.projects[0]?.runs.splice(2, name === '' ? 0 : 1);
  expect(await read(byKey('acc'))).toEqual({ plain: 0.7, max: 'of the series' });
  expect([askedOf(emulator), catalogues()]).toEqual([1, []]);
});

test('a metric whose last value is no number still is one, with the numbers that came before', async () => {
  run('plain').history.push({ _step: 2, _timestamp: 3, acc: 'diverged' });
  run('plain').summary = { _step: 2, acc: 'diverged' };
  for (const projection of [byKey('acc'), everything]) {
    expect(await read(projection)).toMatchObject({ plain: 'of the series' });
  }
});

test('definitions are read by name, by pattern, and with dots that belong to a key', () => {
  const { redefines } = readDefinitions([
    { '1': 'acc', '7': [2] },
    { '1': 'a\\.b', '7': [6] },
    { '1': 'step' },
    { '1': 'copied', '7': [7] },
    { '2': 'val/*', '7': [1, 3] },
    { '2': 'train/*', '5': 1 },
  ]);
  const keys = ['acc', 'a.b', 'val/acc', 'val/', 'step', 'copied', 'train/acc', 'accuracy', ''];
  expect(keys.filter(redefines)).toEqual(['acc', 'a.b', 'val/acc', 'val/']);
  const { redefines: all } = readDefinitions([{ '2': '*', '7': [6] }]);
  expect(['acc', '_step'].filter(all)).toEqual(['acc']);
  expect(readDefinitions([null, 'x', { '1': 1, '7': [2] }, { '7': 'x' }]).redefines('')).toBe(false);
});
