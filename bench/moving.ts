import { Agent } from 'node:http';
import axios from 'axios';
import type { SampleData } from '../src/emulator-kit/sample/sample-data.ts';
import { at } from '../test/support/json-at.ts';
import { startFastTrackMl, startMlflow } from '../test/live/mlflow/servers.ts';
import { findPython, prepareEnvironment } from '../test/live/support/python.ts';
import type { RealServer } from '../test/live/support/server.ts';
import { move, parallel, printMemory, sampleOf, startedAt, type Size } from './support/moves.ts';
import { heading, line, perSecond } from './support/print.ts';

const client = axios.create({ httpAgent: new Agent({ keepAlive: true, maxSockets: 4 }) });
/** As large as what a move keeps of such a run. */
const native = JSON.stringify({ 'sys/id': 'x'.repeat(200) });

/** Points a second of a bare loop that makes the writes that a move makes, and reads nothing back. */
async function rawRate(
  url: string,
  { runs }: SampleData,
  { takesFiles, batch }: Pick<Target, 'takesFiles' | 'batch'>,
): Promise<number> {
  const post = async (path: string, body: object): Promise<unknown> =>
    (await client.post<unknown>(`${url}/api/2.0/mlflow/${path}`, body)).data;
  const experiment = at(await post('experiments/create', { name: `raw ${String(Date.now())}` }), 'experiment_id');
  const files = `${url}/api/2.0/mlflow-artifacts/artifacts/${String(experiment)}`;
  const queue = [...runs];
  let sent = 0;
  const began = performance.now();
  const work = async (): Promise<void> => {
    for (let run = queue.pop(); run !== undefined; run = queue.pop()) {
      const from = { key: 'rungraph.from', value: `old/acme/bench/${run.key}` };
      const tags = [from, { ...from, key: 'rungraph.origin' }, { key: 'mlflow.user', value: 'bench' }];
      const facts = { experiment_id: experiment, run_name: run.name, start_time: startedAt, tags };
      const run_id = String(at(await post('runs/create', facts), 'run', 'info', 'run_id'));
      const params = run.params.map(({ key, value }) => ({ key, value: String(value) }));
      await post('runs/log-batch', { run_id, params });
      const points = run.metrics.flatMap(({ key, points: own }) => own.map((point) => ({ key, ...point })));
      for (let first = 0; first < points.length; first += batch) {
        await post('runs/log-batch', { run_id, metrics: points.slice(first, first + batch) });
        sent += Math.min(batch, points.length - first);
      }
      const headers = { 'content-type': 'application/octet-stream' };
      if (takesFiles) await client.put(`${files}/${run_id}/artifacts/rungraph/native.json`, native, { headers });
      await post('runs/update', { run_id, status: 'FINISHED', end_time: startedAt + 1_000, run_name: run.name });
      await post('runs/set-tag', { run_id, key: 'rungraph.digest', value: 'x'.repeat(64) });
    }
  };
  await Promise.all(Array.from({ length: parallel }, work));
  return (sent * 1000) / (performance.now() - began);
}

interface Target {
  readonly name: string;
  readonly start: () => Promise<RealServer>;
  readonly size: Size;
  /** Whether the server takes files by HTTP: a move keeps in one what only the source knows. */
  readonly takesFiles: boolean;
  /** Points of a request. */
  readonly batch: number;
}

const targets: readonly Target[] = [
  {
    name: 'MLflow 3',
    // With several workers the figure is luck: one of them may get all four connections.
    start: () => startMlflow('mlflow-3'),
    size: { runs: 20, series: 10, points: 1_000 },
    takesFiles: true,
    batch: 1000,
  },
  {
    name: 'FastTrackML',
    start: startFastTrackMl,
    size: { runs: 20, series: 10, points: 10_000 },
    takesFiles: false,
    batch: 5000,
  },
];

/** Moves beside a bare loop that makes the same writes to the same server, and verifies nothing. */
export async function moving(): Promise<void> {
  const python = findPython();
  if (python === undefined) throw new Error('there is no Python 3.10');
  const made = ['mlflow-3', 'mlflow-2'].map((name) => {
    return [name, prepareEnvironment(python, name, new URL(`../test/live/requirements/${name}.txt`, import.meta.url))];
  });
  process.env['RUNGRAPH_LIVE'] = JSON.stringify(Object.fromEntries(made));
  for (const target of targets) {
    const { name, size } = target;
    const data = sampleOf(size);
    const points = size.runs * size.series * size.points;
    heading(
      `${points.toLocaleString('en')} points of ${String(size.runs)} runs into a real ${name}, ${String(parallel)} runs at a time`,
    );
    const raw = await onServer(target, ({ url }) => rawRate(url, data, target));
    const moved = await onServer(target, ({ url }) => move({ tracker: 'mlflow', url }, data));
    line('a bare loop, nothing read back', perSecond(raw));
    line('rungraph, every value read back', perSecond(moved.rate));
    line('  of the bare loop', `${((100 * moved.rate) / raw).toFixed(0)} %`, 'goal: at least 80 %');
    printMemory(moved);
  }
}

/** A server of its own, warm and empty: what is there already makes each write slower. */
async function onServer<T>(target: Target, measure: (server: RealServer) => Promise<T>): Promise<T> {
  const server = await target.start();
  try {
    await rawRate(server.url, sampleOf({ runs: 4, series: 1, points: 1_000 }), target);
    return await measure(server);
  } finally {
    await server.stop();
  }
}
