import { startWandbEmulator, type WandbEmulator } from '../../../adapters/wandb/emulator/start.ts';
import type { Adapter } from '../../../src/contract/adapter.ts';
import { isRungraphError } from '../../../src/contract/error.ts';
import type { Run } from '../../../src/contract/run.ts';
import { at, listAt } from '../../support/json-at.ts';
import { openAdapter, readRuns, readSeries } from '../../adapters/wandb/open-adapter.ts';
import { canonicalRecordings } from './recordings.ts';
import { openSdk, type Sdk } from './sdk.ts';
import { plainRows, told, type Told, type ToldRun } from './told.ts';

// The real SDK records the canonical runs and reads them back; then the adapter reads what the SDK wrote.

let emulator: WandbEmulator | undefined;
let sdk: Sdk | undefined;
let adapter: Adapter | undefined;
let projects: Told = [];
let runs: ReadonlyMap<string, Run> = new Map();

beforeAll(async () => {
  emulator = await startWandbEmulator({ port: 0, data: { projects: [], runs: [] } });
  sdk = openSdk(emulator.url);
  await sdk.record(canonicalRecordings.map(({ recording }) => recording));
  projects = told.parse(await sdk.run('read.py', ['harvest-lab']));
  adapter = openAdapter(emulator.source);
  runs = new Map((await readRuns(adapter)).map((run) => [run.nativeId, run]));
});

afterAll(async () => {
  await adapter?.close();
  sdk?.remove();
  await emulator?.close();
});

const everyRun = (): readonly (readonly [id: string, run: ToldRun])[] =>
  projects.flatMap(({ name, runs: own }) => own.map((run) => [`harvest-lab/${name}/${run.id}`, run] as const));

test('what the SDK reads is what it recorded, value for value', () => {
  const shown = new Map(everyRun());
  expect(shown.size).toBe(canonicalRecordings.length);
  for (const { recording } of canonicalRecordings) {
    const { id, project, name, config, tags, group, jobType, notes, rows, exitCode } = recording;
    const run = shown.get(`harvest-lab/${project}/${id}`);
    // The SDK sends no empty notes, and NaN in a config as null.
    const kept = Object.entries(config).map(([key, value]) => [key, Number.isNaN(value) ? null : value] as const);
    expect(run).toMatchObject({ name, tags, group, jobType, notes: notes === '' ? null : notes });
    expect(run?.config).toEqual(Object.fromEntries(kept));
    expect(run?.state).toBe(exitCode === 0 ? 'finished' : 'failed');
    expect(plainRows(run?.scanned ?? [])).toEqual(rows);
    expect(run?.sampled).toHaveLength(rows.length);
  }
});

test('what the adapter reads of runs is what the SDK reads', () => {
  expect([...runs.keys()].sort()).toEqual([...everyRun().map(([id]) => id)].sort());
  for (const [id, run] of everyRun()) {
    const { name, state, tags, group, jobType, notes, user, config, summary, events } = run;
    expect(runs.get(id)).toMatchObject({ name, nativeStatus: state, user, group, jobType, notes });
    const { startedAt, endedAt, tags: ownTags, params, metrics } = runs.get(id) ?? {};
    if (params === undefined || metrics === undefined || isRungraphError(params) || isRungraphError(metrics))
      throw new Error(`not read: ${id}`);
    expect([startedAt, endedAt]).toEqual([Date.parse(`${run.createdAt}Z`), Date.parse(`${run.heartbeatAt}Z`)]);
    expect(ownTags).toEqual(tags.map((key) => ({ key, value: null })));
    const values = params.map(({ key, value }) => [key, value] as const);
    expect(Object.fromEntries(values)).toEqual(config);
    const last = metrics.map((metric) => [metric.key, metric.last] as const);
    const logged = [summary, ...events].flatMap((row) => Object.entries(row).filter(([key]) => !key.startsWith('_')));
    // What is summed up in another way, or not at all, is there without a last value.
    const redefined = new Set(metrics.flatMap(({ key, last: value }) => (value === undefined ? [key] : [])));
    const plain = logged.filter(([key]) => !redefined.has(key));
    expect(Object.fromEntries(last.filter(([key]) => !redefined.has(key)))).toEqual(Object.fromEntries(plain));
    expect(redefined.size).toBe(redefinedIn(run).size);
  }
});

/** Metrics of a recording that have a definition, by name or by pattern, and were logged. */
function redefinedIn({ id, scanned }: ToldRun): ReadonlySet<string> {
  const { recording } = canonicalRecordings.find((one) => one.recording.id === id) ?? {};
  const names = Object.keys(recording?.summaries ?? {});
  const keys = new Set(scanned.flatMap((row) => Object.keys(row)).filter((key) => !key.startsWith('_')));
  const covers = (name: string, key: string): boolean =>
    name === key || (name.endsWith('*') && key.startsWith(name.slice(0, -1)));
  return new Set([...keys].filter((key) => names.some((name) => covers(name, key))));
}

test('every series that the adapter reads is what the SDK scans, point for point', async () => {
  let points = 0;
  for (const [id, { scanned }] of everyRun()) {
    const rows = plainRows(scanned);
    const metrics = [...new Set(rows.flatMap(([, row]) => Object.keys(row)))].filter((key) => key !== '_timestamp');
    const series = adapter === undefined || metrics.length === 0 ? [] : await readSeries(adapter, id, metrics);
    metrics.forEach((metric, index) => {
      const found = series[index];
      const expected = scanned.filter((row) => row[metric] !== null && row[metric] !== undefined);
      expect(Array.from(found?.steps ?? [])).toEqual(expected.map((row) => row['_step']));
      expect(Array.from(found?.values ?? [])).toEqual(expected.map((row) => row[metric]));
      const times = expected.map((row) => Math.round(Number(row['_timestamp']) * 1000));
      expect(Array.from(found?.timestamps ?? [])).toEqual(times);
      expect(found?.complete).toBe(true);
      points += expected.length;
    });
  }
  expect(points).toBeGreaterThan(10_000);
});

test('what the machine did is what the SDK reads of it, at full length', async () => {
  const [id, run] = everyRun().find(([, { events }]) => events.length > 0) ?? [];
  const metrics = [...new Set(run?.events.flatMap((row) => Object.keys(row)))].filter((key) =>
    key.startsWith('system.'),
  );
  expect(metrics).toContain('system.proc.memory.rssMB');
  const series = adapter === undefined ? [] : await readSeries(adapter, id ?? '', metrics);
  metrics.forEach((metric, index) => {
    const expected = run?.events.flatMap((row) => (metric in row ? [row[metric]] : []));
    expect(Array.from(series[index]?.values ?? [])).toEqual(expected);
  });
});

test('the SDK finds runs by config, summary and tag, and in order', async () => {
  const ids = await sdk?.run('search.py', ['harvest-lab/vision']);
  const own = projects.find(({ name }) => name === 'vision')?.runs ?? [];
  const numberOf = (value: unknown): number => (typeof value === 'number' ? value : Number.NaN);
  const fast = own.filter(({ config }) => numberOf(config['lr']) > 0.0015).map(({ id }) => id);
  const best = own.filter(({ summary }) => numberOf(summary['acc']) > 0.5).map(({ id }) => id);
  const tagged = own.filter(({ tags }) => tags.includes('team')).map(({ id }) => id);
  expect([fast.length, best.length, tagged.length].every((count) => count > 0 && count < own.length)).toBe(true);
  const newest = own.map(({ id }) => id).reverse();
  expect(ids).toEqual({ fast, best, tagged, newest, total: own.length });
});

test('THE FILES that the SDK left on disk say the same, and when each run really started', async () => {
  const offline = openAdapter({ path: sdk?.folder, entity: 'harvest-lab' });
  const onDisk = new Map((await readRuns(offline)).map((run) => [run.nativeId, run]));
  expect([...onDisk.keys()].sort()).toEqual([...runs.keys()].sort());
  let points = 0;
  let alike = 0;
  for (const [id, { url, user, startedAt, endedAt, provenance, metrics, params, ...run }] of runs) {
    const found = onDisk.get(id);
    expect(found).toMatchObject({ ...run, url: null, user: null });
    expect(sorted(found?.params)).toEqual(sorted(params));
    const sent = sorted(metrics).map(known);
    // The SDK looks at the machine on a thread of its own, here once a run. It writes down what it saw, and sends it no
    // longer where the run has ended in between: then the file has it, and no request to the server ever had.
    const lost = sent.some(isOfMachine) ? 0 : sorted(found?.metrics).filter(isOfMachine).length;
    const written = sorted(found?.metrics).filter((metric) => lost === 0 || !isOfMachine(metric));
    expect(written.map(known)).toMatchObject(sent);
    alike += lost === 0 ? 1 : 0;
    const { host, pythonVersion, entryPoint } = provenance ?? {};
    // What it runs on, the SDK finds out on a thread too, and sends it with the config or never.
    const environment = sentEnvironment(id) ? { pythonVersion, entryPoint } : {};
    expect(found?.provenance).toMatchObject({ host, ...environment });
    expect([pythonVersion === null, entryPoint === null]).toEqual(Array(2).fill(!sentEnvironment(id)));
    // The server's clock starts when it hears of the run, some time after the run did.
    expect(Number(found?.startedAt)).toBeLessThanOrEqual(Number(startedAt));
    expect([typeof url, typeof user, typeof endedAt]).toEqual(['string', 'string', 'number']);
    const keys = sent.map((metric) => String(at(metric, 'key')));
    const [expected, series] = await Promise.all([readSeries(adapterOf(), id, keys), readSeries(offline, id, keys)]);
    expect(series).toEqual(expected);
    points += series.reduce((sum, { values }) => sum + values.length, 0);
  }
  expect(points).toBeGreaterThan(10_000);
  expect(alike).toBeGreaterThan(runs.size * 0.8);
  await offline.close();
});

/** Whether any request of a run brought what it runs on. */
function sentEnvironment(id: string): boolean {
  const name = JSON.stringify(id.split('/')[2]);
  return (
    emulator?.requests.some(({ query, variables }) => {
      return query.includes('mutation UpsertBucket') && variables.includes(name) && variables.includes('startedAt');
    }) ?? false
  );
}

function adapterOf(): Adapter {
  if (adapter === undefined) throw new Error('not open');
  return adapter;
}

/** What is known of a metric without its series: files know more. */
function known(metric: unknown): object {
  const [key, last] = [at(metric, 'key'), at(metric, 'last')];
  return { key, ...(last === undefined ? {} : { last }) };
}

function isOfMachine(metric: unknown): boolean {
  return String(at(metric, 'key')).startsWith('system.');
}

function sorted(items: unknown): readonly unknown[] {
  return listAt({ items }, 'items').toSorted((a, b) => (String(at(a, 'key')) < String(at(b, 'key')) ? -1 : 1));
}
