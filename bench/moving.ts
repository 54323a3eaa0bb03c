import { mkdtemp, rm } from 'node:fs/promises';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import axios from 'axios';
import { writeArchive } from '../adapters/neptune/sample/write-archive.ts';
import { makePlan } from '../src/core/migrate/make-plan.ts';
import { runPlan } from '../src/core/migrate/run-plan.ts';
import { plainRun, seededRandom } from '../src/emulator-kit/sample/build-run.ts';
import type { SampleData } from '../src/emulator-kit/sample/sample-data.ts';
import { assembleConfig } from '../test/support/assemble.ts';
import { at } from '../test/support/json-at.ts';
import { quietScope } from '../test/support/quiet-scope.ts';
import { startFastTrackMl, startMlflow } from '../test/live/mlflow/servers.ts';
import { findPython, prepareEnvironment } from '../test/live/support/python.ts';
import type { RealServer } from '../test/live/support/server.ts';
import { heading, line, perSecond } from './support/print.ts';

const client = axios.create({ httpAgent: new Agent({ keepAlive: true, maxSockets: 4 }) });
/** Runs at a time, and points of a request: what a move does. */
const [parallel, batch] = [4, 1000];
const startedAt = Date.UTC(2026, 0, 1);

interface Size {
  readonly runs: number;
  readonly series: number;
  readonly points: number;
}

function sampleOf({ runs, series, points }: Size): SampleData {
  const random = seededRandom(5);
  const made = Array.from({ length: runs }, (_run, number) =>
    plainRun({
      key: `r${String(number)}`,
      project: 'bench',
      name: `run ${String(number)}`,
      startedAt,
      endedAt: startedAt + 1_000,
      params: [{ key: 'lr', value: 'low' }],
      metrics: Array.from({ length: series }, (_series, key) => ({
        key: `m${String(key)}`,
        context: {},
        points: Array.from({ length: points }, (_point, step) => ({
          step,
          value: random(),
          timestamp: startedAt + step,
        })),
      })),
    }),
  );
  return { projects: [{ name: 'bench', description: null, createdAt: startedAt }], runs: made };
}

/** Points a second of a bare loop that sends the same batches, and reads nothing back. */
async function rawRate(url: string, { runs }: SampleData): Promise<number> {
  const post = async (path: string, body: object): Promise<unknown> =>
    (await client.post<unknown>(`${url}/api/2.0/mlflow/${path}`, body)).data;
  const experiment = await post('experiments/create', { name: `raw ${String(Date.now())}` });
  const queue = [...runs];
  let sent = 0;
  const began = performance.now();
  const work = async (): Promise<void> => {
    for (let run = queue.pop(); run !== undefined; run = queue.pop()) {
      const facts = { experiment_id: at(experiment, 'experiment_id'), start_time: startedAt };
      const run_id = at(await post('runs/create', facts), 'run', 'info', 'run_id');
      const points = run.metrics.flatMap(({ key, points: own }) => own.map((point) => ({ key, ...point })));
      for (let from = 0; from < points.length; from += batch) {
        await post('runs/log-batch', { run_id, metrics: points.slice(from, from + batch) });
        sent += Math.min(batch, points.length - from);
      }
      await post('runs/update', { run_id, status: 'FINISHED', end_time: startedAt + 1_000 });
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  return (sent * 1000) / (performance.now() - began);
}

interface Moved {
  readonly rate: number;
  /** MiB that the process grew by between a tenth of the way and the end. */
  readonly grownMb: number;
  readonly peakMb: number;
}

/** Points a second of a move with its verification. */
async function movedRate(url: string, data: SampleData): Promise<Moved> {
  const folder = await mkdtemp(join(tmpdir(), 'rungraph-bench-'));
  const path = join(folder, 'data');
  await writeArchive(data, { folder: path, line: '3.x', workspace: 'acme' });
  const gateway = await assembleConfig({ old: { tracker: 'neptune', path }, new: { tracker: 'mlflow', url } });
  const world = { sources: gateway.sources, scope: quietScope(), patienceMs: 30_000 };
  const usual = {
    where: null,
    archived: 'INCLUDE',
    artifacts: { kind: 'all' },
    running: 'skip',
    strict: false,
  } as const;
  const more = { allow: [], projects: new Map<string, string>(), knownAs: null, deep: false };
  const plan = await makePlan({ ...world, ...usual, ...more, from: 'old', to: 'new' });
  const total = plan.runs.reduce((sum, { points }) => sum + (points ?? 0), 0);
  let [points, early, peak] = [0, 0, 0];
  const began = performance.now();
  const summary = await runPlan(plan, {
    ...world,
    ledgerFile: join(folder, 'plan.ledger.jsonl'),
    parallel,
    onEvent(event) {
      if (event.kind !== 'points') return;
      points += event.count;
      const held = process.memoryUsage().rss / 2 ** 20;
      peak = Math.max(peak, held);
      if (early === 0 && points > total / 10) early = held;
    },
  });
  const took = performance.now() - began;
  const late = process.memoryUsage().rss / 2 ** 20;
  await gateway.close();
  await rm(folder, { recursive: true });
  if (summary.failed > 0) throw new Error(`${String(summary.failed)} runs could not be moved`);
  return { rate: (total * 1000) / took, grownMb: late - early, peakMb: peak };
}

const targets: readonly (readonly [string, () => Promise<RealServer>, Size])[] = [
  ['MLflow 3', () => startMlflow('mlflow-3'), { runs: 20, series: 10, points: 1_000 }],
  ['FastTrackML', startFastTrackMl, { runs: 20, series: 10, points: 10_000 }],
];

/** Moves beside a bare loop that sends the same batches to the same server, and verifies nothing. */
export async function moving(): Promise<void> {
  const python = findPython();
  if (python === undefined) throw new Error('there is no Python 3.10');
  const made = ['mlflow-3', 'mlflow-2'].map((name) => {
    return [name, prepareEnvironment(python, name, new URL(`../test/live/requirements/${name}.txt`, import.meta.url))];
  });
  process.env['RUNGRAPH_LIVE'] = JSON.stringify(Object.fromEntries(made));
  for (const [name, start, size] of targets) {
    const data = sampleOf(size);
    const points = size.runs * size.series * size.points;
    heading(
      `${points.toLocaleString('en')} points of ${String(size.runs)} runs into a real ${name}, ${String(parallel)} runs at a time`,
    );
    const server = await start();
    try {
      await rawRate(server.url, sampleOf({ runs: 4, series: 1, points: 1_000 }));
      const raw = await rawRate(server.url, data);
      const moved = await movedRate(server.url, data);
      line('a bare loop, nothing read back', perSecond(raw));
      line('rungraph, every value read back', perSecond(moved.rate));
      line('  of the bare loop', `${((100 * moved.rate) / raw).toFixed(0)} %`, 'goal: at least 80 %');
      line(
        '  memory grows behind a tenth of the way',
        `${moved.grownMb.toFixed(0)} MiB`,
        `goal: below a quarter of what it is`,
      );
      line('  at most', `${moved.peakMb.toFixed(0)} MiB`, 'goal: 300 MB');
    } finally {
      await server.stop();
    }
  }
}
