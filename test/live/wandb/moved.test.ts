import { z } from 'zod';
import { readRun } from '../../../src/core/migrate/side.ts';
import { targets } from '../../adapters/aim/targets.ts';
import { countPoints, readAllSeries } from '../support/read-all-series.ts';
import { expectedOf, toldOf } from './moved-run.ts';
import { moveIntoEmulator, type MovedIntoEmulator } from './moved-into.ts';
import { bareRecording } from './recordings.ts';
import { shapesOf } from './request-shapes.ts';

// The canonical data set is moved into the emulator. W&B's own SDK reads what is there, and sends what it sends itself:
// every request of a move has the shape of one of the SDK's.

const seen = z.object({
  name: z.string(),
  state: z.string(),
  config: z.record(z.string(), z.unknown()),
  tags: z.array(z.string()),
  group: z.string().nullable(),
  jobType: z.string().nullable(),
  notes: z.string().nullable(),
  series: z.record(z.string(), z.array(z.tuple([z.unknown(), z.unknown(), z.unknown()]))),
  last: z.record(z.string(), z.unknown()),
  files: z.record(z.string(), z.string()),
  keys: z.record(z.string(), z.record(z.string(), z.string())),
});
export type Seen = z.infer<typeof seen>;

let world: MovedIntoEmulator | undefined;
afterAll(() => world?.close());

test('the SDK reads every run of the canonical data set as it was, with the declared losses applied', async () => {
  world = await moveIntoEmulator(targets[0]);
  const { sdk, plan, wrong, from } = world;
  expect(wrong).toEqual([]);
  const found = z.array(seen).parse(await sdk.run('moved.py', ['harvest-lab']));
  const byFrom = new Map(found.map((run) => [z.object({ from: z.string() }).parse(run.config['rungraph']).from, run]));
  expect(byFrom.size).toBe(plan.runs.length);
  let points = 0;
  for (const { id } of plan.runs) {
    const run = await readRun(from, id);
    const copy = byFrom.get(`old/${id}`);
    if (copy === undefined) throw new Error(`${id} is not there`);
    const series = await readAllSeries(from, run);
    points += countPoints(series);
    expect({ id, ...toldOf(copy) }).toEqual({ id, ...expectedOf(run, series) });
  }
  expect(points).toBeGreaterThan(5_000);
});

test('every request of the move has the shape of one that the SDK sends', async () => {
  if (world === undefined) throw new Error('nothing was moved');
  const { emulator, sdk, moved } = world;
  const ours = shapesOf(emulator.requests.slice(0, moved));
  await sdk.record([
    {
      ...bareRecording('shapes'),
      config: { lr: 0.1 },
      tags: ['good'],
      group: 'g',
      jobType: 'train',
      notes: 'n',
      rows: [[0, { loss: 1 }]],
      files: [['a/b.txt', 'b']],
    },
  ]);
  const theirs = shapesOf(emulator.requests.slice(moved));
  expect(ours.length).toBeGreaterThan(20);
  expect(ours.filter((shape) => !theirs.includes(shape))).toEqual([]);
});
