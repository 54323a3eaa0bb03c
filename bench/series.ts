import { spawn } from 'node:child_process';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import axios from 'axios';
import { seedServer } from '../test/adapters/mlflow/seed-server.ts';
import { startFastTrackMl, startMlflow } from '../test/live/mlflow/servers.ts';
import { findPython, prepareEnvironment } from '../test/live/support/python.ts';
import { environment, type RealServer } from '../test/live/support/server.ts';
import { startChild } from './support/children.ts';
import { heading, line, ms, times } from './support/print.ts';
import { gridOf } from './support/runs.ts';

const size = { runs: 100, params: 5, metrics: 10, points: 200 };
const points = size.runs * size.metrics * size.points;
const metrics = Array.from({ length: size.metrics }, (_metric, at) => `metric_${String(at)}`);
const warmRounds = 4;
const rounds = 3;
const client = axios.create({ httpAgent: new Agent({ keepAlive: true }), headers: { 'Accept-Encoding': 'identity' } });
const document = `{ runs(first: 100) { nodes { ref ${metrics
  .map((key) => `${key}: metric(key: "${key}") { series { steps values timestamps complete } }`)
  .join(' ')} } } }`;

const servers: readonly (readonly [string, 'mlflow-3' | 'mlflow-2', () => Promise<RealServer>])[] = [
  ['MLflow 3.17.2', 'mlflow-3', () => startMlflow('mlflow-3')],
  ['MLflow 2.22.5', 'mlflow-2', () => startMlflow('mlflow-2')],
  ['FastTrackML 0.6.0', 'mlflow-2', startFastTrackMl],
];

/** Every point of a grid of runs from real servers: the vendor's own client, bare bulk calls, and the gateway. */
export async function series(): Promise<void> {
  const python = findPython();
  if (python === undefined) {
    heading('Series from real servers: not measured, there is no Python 3.10 or newer with venv on this machine');
    return;
  }
  const names = ['mlflow-3', 'mlflow-2'] as const;
  const folders = names.map((name) => {
    const requirements = new URL(`../test/live/requirements/${name}.txt`, import.meta.url);
    return [name, prepareEnvironment(python, name, requirements)];
  });
  process.env['RUNGRAPH_LIVE'] = JSON.stringify(Object.fromEntries(folders));
  for (const [name, venv, start] of servers) {
    heading(`100 runs x 10 metrics x 200 points from ${name} on sqlite, complete`);
    const server = await start();
    try {
      await compare(server.url, venv);
    } finally {
      await server.stop();
    }
  }
}

async function compare(url: string, venv: string): Promise<void> {
  const { projectIds, runIds } = await seedServer(url, gridOf(size), { artifacts: 'none' });
  const gateway = await startChild(new URL('support/gateway-child.ts', import.meta.url), url);
  const bare = (): Promise<number> => bulkCalls(url, [...runIds.values()]);
  const asked = (): Promise<number> => askGateway(gateway.url);
  // The server's workers read slowly at first: before they are warm, whoever asks later looks the quicker.
  for (let round = 0; round < warmRounds; round += 1) await timed(bare);
  const [bareTimes, oursTimes]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    bareTimes.push(await timed(bare));
    oursTimes.push(await timed(asked));
  }
  const [bareBest, oursBest] = [Math.min(...bareTimes), Math.min(...oursTimes)];
  const theirs = await timed(() => clientLoop(url, venv, projectIds.get('grid') ?? ''));
  line('the mlflow client, a call a metric', ms(theirs));
  line('bare get-history-bulk calls, four at a time', ms(bareBest));
  line('the gateway', ms(oursBest));
  line('the gateway, times faster than the client', times(theirs / oursBest));
  line('the gateway, times the bare calls', times(oursBest / bareBest), 'goal: at most 1.3 x');
  await gateway.stop();
}

async function timed(work: () => Promise<number>): Promise<number> {
  const startedAt = performance.now();
  const found = await work();
  if (found !== points) throw new Error(`read ${String(found)} of ${String(points)} points`);
  return performance.now() - startedAt;
}

async function bulkCalls(url: string, runIds: readonly string[]): Promise<number> {
  let found = 0;
  // A hundred ids make a longer request line than gunicorn takes.
  const halves = [runIds.slice(0, 50), runIds.slice(50)];
  const waiting = metrics.flatMap((key) => halves.map((ids) => ({ key, ids })));
  const work = async (): Promise<void> => {
    for (let call = waiting.pop(); call !== undefined; call = waiting.pop()) {
      const query = call.ids.map((id) => `&run_id=${id}`).join('');
      const path = `/ajax-api/2.0/mlflow/metrics/get-history-bulk?metric_key=${call.key}&max_results=25000${query}`;
      const { data } = await client.get<{ metrics: object[] }>(url + path);
      found += data.metrics.length;
    }
  };
  await Promise.all([work(), work(), work(), work()]);
  return found;
}

async function askGateway(url: string): Promise<number> {
  type Node = Readonly<Record<string, { readonly series: { readonly values: readonly number[] } }>>;
  interface Answer {
    readonly data: { readonly runs: { readonly nodes: readonly Node[] } };
  }
  const { data } = await client.post<Answer>(`${url}/graphql`, { query: document });
  const found = data.data.runs.nodes.flatMap((node) => metrics.map((key) => node[key]?.series.values.length ?? 0));
  return found.reduce((sum, count) => sum + count, 0);
}

function clientLoop(url: string, venv: string, experiment: string): Promise<number> {
  const script = fileURLToPath(new URL('support/read-by-client.py', import.meta.url));
  return new Promise((resolve, reject) => {
    const child = spawn(join(environment(venv), 'bin', 'python'), [script, url, experiment]);
    let printed = '';
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
    child.once('error', reject);
    child.once('close', () => resolve(Number(printed)));
  });
}
