import { z } from 'zod';
import { sampleKey, startWandbEmulator, type WandbEmulator } from '../../../adapters/wandb/emulator/start.ts';
import { isRungraphError } from '../../../src/contract/error.ts';
import { openSide, readRun, readWhole } from '../../../src/core/migrate/side.ts';
import { targets } from '../../adapters/aim/targets.ts';
import { canonicalData } from '../../conformance/canonical/canonical-data.ts';
import type { Target } from '../../conformance/target.ts';
import { openPlaces, type Places } from '../../core/migrate/places.ts';
import { quietScope } from '../../support/quiet-scope.ts';
import { expectedOf, toldOf } from './moved-run.ts';
import { bareRecording } from './recordings.ts';
import { openSdk, type Sdk } from './sdk.ts';
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

let opened: Awaited<ReturnType<Target['open']>> | undefined;
let emulator: WandbEmulator | undefined;
let places: Places | undefined;
let sdk: Sdk | undefined;
/** Requests of the move alone: none came from the SDK by then. */
let moved = 0;
afterAll(async () => {
  sdk?.remove();
  await places?.close();
  await emulator?.close();
  await opened?.close();
});

test('the SDK reads every run of the canonical data set as it was, with the declared losses applied', async () => {
  opened = await targets[0]?.open(canonicalData, 'old');
  if (opened === undefined) throw new Error('no target');
  emulator = await startWandbEmulator({ port: 0, data: { projects: [], runs: [] } });
  sdk = openSdk(emulator.url);
  places = await openPlaces({ new: { tracker: 'wandb', url: emulator.url, apiKey: sampleKey } }, [opened.source]);
  const { plan, wrong } = await places.move('old', 'new');
  expect(wrong).toEqual([]);
  moved = emulator.requests.length;
  const found = z.array(seen).parse(await sdk.run('moved.py', ['harvest-lab']));
  const byFrom = new Map(found.map((run) => [z.object({ from: z.string() }).parse(run.config['rungraph']).from, run]));
  expect(byFrom.size).toBe(plan.runs.length);
  const from = openSide(opened.source, quietScope(), { patienceMs: 0 });
  let points = 0;
  for (const { id } of plan.runs) {
    const run = await readRun(from, id);
    const copy = byFrom.get(`old/${id}`);
    if (copy === undefined || isRungraphError(run.metrics)) throw new Error(`${id} is not there`);
    const series = await Promise.all(
      run.metrics.map(async ({ nativeKey: metric, context }) => {
        const read = await readWhole(from, { runId: id, projectId: run.projectId, metric, context });
        points += read.values.length;
        return { metric, context, points: read };
      }),
    );
    expect({ id, ...toldOf(copy) }).toEqual({ id, ...expectedOf(run, series) });
  }
  expect(points).toBeGreaterThan(5_000);
});

test('every request of the move has the shape of one that the SDK sends', async () => {
  if (emulator === undefined || sdk === undefined) throw new Error('nothing was moved');
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
