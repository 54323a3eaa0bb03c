import {
  startWandbEmulator,
  type WandbEmulator,
  type WandbEmulatorOptions,
} from '../../../adapters/wandb/emulator/start.ts';
import type { Adapter } from '../../../src/contract/adapter.ts';
import { isRungraphError } from '../../../src/contract/error.ts';
import type { Series, SeriesRequest } from '../../../src/contract/series.ts';
import { plainRun } from '../../../src/emulator-kit/sample/build-run.ts';
import type { SampleData } from '../../../src/emulator-kit/sample/sample-data.ts';
import { callContext } from '../../support/call-context.ts';
import { askedOf, openAdapter } from './open-adapter.ts';

// The server thins out at random, and keeps neither the first nor the last point: both are found beside, at a known cost.

const start = Date.UTC(2026, 0, 5);
const rows = 6660;
const every = (count: number) => Array.from({ length: rows / count }, (_row, index) => index * count);
const logged: Readonly<Record<string, readonly number[]>> = {
  // In every row, also in the last one.
  loss: every(1),
  // Not in the first rows, nor in the last ones.
  'val/acc': every(60).map((step) => step + 25),
  // In the middle of the run alone.
  rare: every(2).filter((step) => step > 2500 && step < 4500),
};
const times = (step: number): number => start + step * 1000;
const metrics = Object.entries(logged).map(([key, steps]) => {
  const points = steps.map((step) => ({ step, value: step / 2, timestamp: times(step) }));
  return { key, context: {}, points };
});
const names = ['a', 'b', 'c'];
const data: SampleData = {
  projects: [{ name: 'p', description: null, createdAt: start }],
  runs: names.map((key) => {
    return { ...plainRun({ key, project: 'p', name: key, startedAt: start, endedAt: times(rows) }), metrics };
  }),
};

let emulator: WandbEmulator | undefined;
let adapter: Adapter | undefined;

async function open(options: Partial<WandbEmulatorOptions> = {}): Promise<void> {
  emulator = await startWandbEmulator({ port: 0, data, ...options });
  adapter = openAdapter(emulator.source);
}

afterEach(async () => {
  await adapter?.close();
  await emulator?.close();
});

async function read(metric: string, parts: Partial<SeriesRequest> = {}): Promise<readonly Series[]> {
  const requests = names.map((name): SeriesRequest => {
    const runId = emulator?.runIds.get(name) ?? '';
    return { runId, projectId: '', metric, context: null, from: null, to: null, maxPoints: 5, ...parts };
  });
  const answers = (await adapter?.getSeries(callContext(), requests)) ?? [];
  return answers.map((answer) => {
    if (isRungraphError(answer)) throw answer;
    return answer;
  });
}

const requests = (): number => askedOf(emulator);
const ends = ({ steps }: Series): readonly unknown[] => [steps[0], steps.at(-1)];

test.each([
  ['loss', 1],
  ['val/acc', 2],
])('%s of some runs, sampled, has its ends for %d requests in all', async (metric, cost) => {
  await open();
  const series = await read(metric);
  const steps = logged[metric] ?? [];
  expect(series.map(ends)).toEqual(names.map(() => [steps[0], steps.at(-1)]));
  for (const { values, timestamps, steps: found, complete, totalPoints } of series) {
    expect(values.length).toBeLessThan(10);
    expect(values).toEqual(Float64Array.from(found, (step) => Number(step) / 2));
    expect(timestamps).toEqual(Float64Array.from(found, (step) => times(Number(step))));
    expect([complete, totalPoints]).toEqual([false, null]);
  }
  expect(requests()).toBe(cost);
});

test('A METRIC FAR FROM BOTH ENDS of its run is read whole, which the gateway then thins out', async () => {
  await open();
  const series = await read('rare');
  const steps = logged['rare'] ?? [];
  expect(series.map(ends)).toEqual(names.map(() => [steps[0], steps.at(-1)]));
  expect(series.map(({ complete, totalPoints }) => [complete, totalPoints])).toEqual(
    names.map(() => [true, steps.length]),
  );
});

test.each(Object.keys(logged))('a range of %s has the ends that lie in it', async (metric) => {
  await open();
  const [from, to] = [2600, 4413];
  const within = (logged[metric] ?? []).filter((step) => step >= from && step <= to);
  const series = await read(metric, { from, to });
  expect(series.map(ends)).toEqual(names.map(() => [within[0], within.at(-1)]));
});

test('few points of which the server sent all are known to be all', async () => {
  await open();
  const series = await read('val/acc', { maxPoints: 111 });
  expect(series.map(({ complete, totalPoints }) => [complete, totalPoints])).toEqual(names.map(() => [true, 111]));
  expect(requests()).toBe(1);
});

test('a server without the last row, or without what a run does not have, gives the same', async () => {
  await open({ without: ['Run.historyTail'] });
  expect((await read('loss')).map(ends)).toEqual(names.map(() => [0, rows - 1]));
  // Refused, asked for without, and the end looked for.
  expect(requests()).toBe(3);
  expect((await read('nothing')).map(({ values, complete }) => [values.length, complete])).toEqual(
    names.map(() => [0, true]),
  );
});
