import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Adapter } from '../../../src/contract/adapter.ts';
import { isRungraphError } from '../../../src/contract/error.ts';
import type { SeriesRequest } from '../../../src/contract/series.ts';
import { parseJson } from '../../../src/kit/parse-json.ts';
import { canonicalData } from '../../conformance/canonical/canonical-data.ts';
import { callContext } from '../../support/call-context.ts';
import type { RealServer } from '../support/server.ts';
import { openAdapter } from './open-adapter.ts';
import { runPython, seedRepo, type Repo } from './repos.ts';
import { startAim } from './servers.ts';

// The canonical runs as they are, with repeated, negative and huge steps, and what the SDK reads of them from disk.

const number = z.custom<number | bigint>((value) => typeof value === 'number' || typeof value === 'bigint');
const readBySdk = z.record(
  z.string(),
  z.array(
    z.object({
      name: z.string(),
      context: z.record(z.string(), z.string()),
      steps: z.array(number),
      values: z.array(number),
      epochs: z.array(number.nullable()),
      times: z.array(number),
    }),
  ),
);

let repo: Repo | undefined;
let server: RealServer | undefined;
let adapter: Adapter | undefined;
let told: z.infer<typeof readBySdk> = {};

beforeAll(async () => {
  repo = seedRepo(canonicalData);
  told = readBySdk.parse(parseJson(runPython('read.py', [repo.folder])));
  server = await startAim(repo.folder);
  adapter = openAdapter(server);
});

afterAll(async () => {
  await adapter?.close();
  await server?.stop();
  repo?.remove();
});

type Point = readonly [step: number, time: number, value: number, epoch: number | null];

/** Steps beyond 2^53 come as doubles, which can make one of two: then the time decides. */
function ordered(points: readonly Point[]): readonly Point[] {
  return [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
}

const toEpoch = (epoch: number | bigint | null | undefined): number | null => {
  return epoch === null || epoch === undefined || Number.isNaN(epoch) ? null : Number(epoch);
};

const whole = (runId: string, metric: string, context: SeriesRequest['context']): SeriesRequest => {
  return { runId, projectId: '', metric, context, from: null, to: null, maxPoints: null };
};

test('every series equals what the SDK reads from the repo, point for point', async () => {
  const all = Object.entries(told).flatMap(([hash, list]) => list.map((one) => ({ hash, ...one })));
  const requests = all.map(({ hash, name, context }) => whole(hash, name, context));
  const context = callContext();
  const answers = (await adapter?.getSeries(context, requests)) ?? [];
  let [points, pointsWithEpochs] = [0, 0];
  answers.forEach((answer, index) => {
    const expected = all[index];
    if (isRungraphError(answer) || expected === undefined) throw new Error(`no series: ${JSON.stringify(answer)}`);
    const { steps, values, timestamps, epochs = [], complete, totalPoints } = answer;
    const found = Array.from(values, (value, at): Point => {
      return [Number(steps[at]), timestamps[at] ?? -1, value, toEpoch(epochs[at])];
    });
    const wanted = expected.steps.map((step, at): Point => {
      const [time, value] = [Math.round(Number(expected.times[at]) * 1000), Number(expected.values[at])];
      return [Number(step), time, value, toEpoch(expected.epochs[at])];
    });
    expect(ordered(found)).toEqual(ordered(wanted));
    expect([complete, totalPoints]).toEqual([true, values.length]);
    points += values.length;
    pointsWithEpochs += Array.from(epochs, toEpoch).filter((epoch) => epoch !== null).length;
  });
  expect(answers.length).toBeGreaterThan(150);
  expect(points).toBeGreaterThan(10_000);
  // Of 10,000 points of one series every one, of three more some; the others have no such column.
  expect(pointsWithEpochs).toBeGreaterThan(10_000);
  expect(context.meter.upstreamCalls).toBe(1);
});

test('A REPEATED STEP keeps the latest value, and the summaries those of the tracker', async () => {
  const hash = repo?.runIds.get('series-order') ?? '';
  const [run] = (await adapter?.getRuns(callContext(), [hash])) ?? [];
  if (run === null || run === undefined || isRungraphError(run) || isRungraphError(run.metrics))
    throw new Error('no run');
  const wander = run.metrics.find(({ key }) => key === 'wander');
  // 9 was tracked as 1.9 first and as -0.1 later; 3 as 1.3, 0.33 and -0.7; -5 never becomes the last step.
  expect(wander).toMatchObject({ last: 1.9, lastStep: 9, max: 1.9, min: -1.5 });
  expect(wander).not.toHaveProperty('first');
  const [series] = (await adapter?.getSeries(callContext(), [whole(hash, 'wander', {})])) ?? [];
  if (series === undefined || isRungraphError(series)) throw new Error('no series');
  expect([Array.from(series.steps), Array.from(series.values)]).toEqual([
    [-5, 0, 1, 3, 9],
    [-1.5, 0, 0.1, -0.7, expect.closeTo(-0.1)],
  ]);
});

test('A CORRUPT RUN costs its own series alone', async () => {
  const keys = ['context-all', 'context-named', 'context-val', 'context-none'];
  const hashes = keys.map((key) => repo?.runIds.get(key) ?? '');
  const chunk = join(repo?.folder ?? '', '.aim', 'seqs', 'chunks', hashes[1] ?? '');
  for (const file of readdirSync(chunk)) writeFileSync(join(chunk, file), 'not a database');
  await server?.stop();
  server = await startAim(repo?.folder ?? '');
  const again = openAdapter(server);
  const requests = hashes.map((hash) => whole(hash, 'loss', {}));
  const answers = await again.getSeries(callContext(), requests);
  await again.close();
  expect(answers.map((answer) => (isRungraphError(answer) ? answer.code : 'read'))).toEqual([
    'read',
    'UNAVAILABLE',
    'read',
    'read',
  ]);
});
