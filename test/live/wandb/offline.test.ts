import { wandb } from '../../../adapters/wandb/index.ts';
import type { Adapter } from '../../../src/contract/adapter.ts';
import type { Run } from '../../../src/contract/run.ts';
import { allKeys } from '../../../src/contract/projection.ts';
import type { Emulator } from '../../../src/contract/tracker.ts';
import { callContext } from '../../support/call-context.ts';
import { at, listAt } from '../../support/json-at.ts';
import { openAdapter, readRuns, readSeries } from '../../adapters/wandb/open-adapter.ts';
import { bareRecording, type Recording } from './recordings.ts';
import { openSdk, type Sdk } from './sdk.ts';

// The real SDK records the same runs twice: to a server, and without one into a folder.

const time = 1_767_600_000;
const rich: Recording = {
  ...bareRecording('rich'),
  name: 'a rich one',
  config: {
    optim: { name: 'adam', betas: [0.9, 0.999], schedule: { warmup: 100 } },
    big: 2n ** 60n,
    empty: {},
    flag: true,
  },
  tags: ['team', 'straße'],
  group: 'g',
  jobType: 'train',
  notes: 'many\nlines',
  summaries: { acc: 'max', loss: 'min' },
  rows: Array.from({ length: 300 }, (_row, step) => {
    const loss = step === 7 ? Number.NaN : 1 / (step + 1);
    const nested = { train: { acc: Math.sin(step) }, whole: step * 3, ...(step % 4 === 0 ? { rare: -step } : {}) };
    return [step * 2, { _timestamp: time + step, loss, acc: Math.abs(Math.sin(step)), ...nested }] as const;
  }),
};
const failed: Recording = {
  ...bareRecording('failed'),
  rows: [[0, { _timestamp: time, loss: Infinity }]],
  exitCode: 3,
};
const recordings = [rich, failed, bareRecording('bare')];

let emulator: Emulator | undefined;
let [online, offline]: readonly (Sdk | undefined)[] = [];
let adapters: { readonly server: Adapter; readonly folder: Adapter } | undefined;

beforeAll(async () => {
  emulator = await wandb.emulate?.({ port: 0, empty: true });
  online = openSdk(emulator?.url ?? '');
  await online.record(recordings);
  // Nobody listens there.
  offline = openSdk('http://127.0.0.1:9');
  await offline.record(recordings, 'offline');
  adapters = {
    server: openAdapter({ ...emulator?.source }),
    folder: openAdapter({ path: offline.folder, entity: 'harvest-lab' }),
  };
});

afterAll(async () => {
  await adapters?.server.close();
  await adapters?.folder.close();
  online?.remove();
  offline?.remove();
  await emulator?.close();
});

function opened(): NonNullable<typeof adapters> {
  if (adapters === undefined) throw new Error('not open');
  return adapters;
}

const isOfMachine = (item: unknown): boolean => String(at(item, 'key')).startsWith('system.');
const byKey = (items: unknown): readonly unknown[] =>
  listAt({ items }, 'items')
    .filter((item) => !isOfMachine(item))
    .toSorted((a, b) => (String(at(a, 'key')) < String(at(b, 'key')) ? -1 : 1));

/**
 * What is the same however a run was recorded: not its times, its address, its user and what the machine did. Of metrics
 * files tell more than summaries do.
 */
function plain({ url: _url, user: _user, startedAt: _start, endedAt: _end, params, metrics, provenance, ...run }: Run) {
  const { host, pythonVersion, entryPoint } = provenance ?? {};
  const keys = byKey(metrics).map((metric) => at(metric, 'key'));
  return { ...run, params: byKey(params), metrics: keys, host, pythonVersion, entryPoint };
}

test('A RUN THAT WAS RECORDED OFFLINE is the run that the server got, value for value', async () => {
  const { server, folder } = opened();
  const expected = new Map((await readRuns(server)).map((run) => [run.nativeId, plain(run)]));
  const found = new Map((await readRuns(folder)).map((run) => [run.nativeId, plain(run)]));
  expect(expected.size).toBe(recordings.length);
  expect(found).toEqual(expected);
});

test('its series are those of the server, point for point', async () => {
  const { server, folder } = opened();
  for (const { nativeId, metrics } of await readRuns(folder)) {
    const keys = byKey(metrics).map((metric) => String(at(metric, 'key')));
    expect(await readSeries(folder, nativeId, keys)).toEqual(await readSeries(server, nativeId, keys));
  }
  const [loss] = await readSeries(folder, 'harvest-lab/demo/rich', ['loss']);
  expect(Array.from(loss?.values ?? [])).toEqual(rich.rows.map(([, { loss: value }]) => value));
});

test('NESTED CONFIG is flattened, and A METRIC SUMMED UP BY ITS MAXIMUM has its last value by its rows alone', async () => {
  const { server, folder } = opened();
  const byRows = { acc: Math.abs(Math.sin(299)), loss: 1 / 300 };
  for (const [adapter, defined] of [
    [server, { acc: undefined, loss: undefined }],
    [folder, byRows],
  ] as const) {
    const run = (await readRuns(adapter)).find(({ nativeId }) => nativeId === 'harvest-lab/demo/rich');
    const params = Object.fromEntries(
      byKey(run?.params).map((param) => [String(at(param, 'key')), at(param, 'value')]),
    );
    expect(params).toMatchObject({
      'optim.name': 'adam',
      'optim.betas': [0.9, 0.999],
      'optim.schedule.warmup': 100,
      big: 2n ** 60n,
      flag: true,
    });
    const last = Object.fromEntries(
      byKey(run?.metrics).map((metric) => [String(at(metric, 'key')), at(metric, 'last')]),
    );
    expect(last).toEqual({ ...defined, rare: -296, 'train.acc': Math.sin(299), whole: 299 * 3 });
  }
});

test('A SWEEP is named by the runs in it, as the SDK reads it', async () => {
  const told = await online?.run('sweep.py', ['harvest-lab/swept']);
  const [sweep] = listAt(told, 'sweeps');
  expect(told).toMatchObject({ runs: expect.arrayContaining(['in-1', 'in-2']), config: { method: 'grid' } });
  expect(at(told, 'sweepOf')).toEqual({ 'in-1': sweep, 'in-2': sweep, beside: null });
  const projection = { params: allKeys, metrics: allKeys, tags: allKeys, parts: ['native'] as const };
  const ids = ['in-1', 'in-2', 'beside'].map((id) => `harvest-lab/swept/${id}`);
  const runs = await opened().server.getRuns(callContext({ projection }), ids);
  expect(runs.map((run) => at(run, 'native', 'sweep'))).toEqual([sweep, sweep, null]);
});
