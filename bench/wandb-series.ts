import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sampleKey } from '../adapters/wandb/emulator/start.ts';
import { findPython, prepareEnvironment } from '../test/live/support/python.ts';
import { startChild } from './support/children.ts';
import { heading, line, ms, times } from './support/print.ts';

const points = 1_000_000;
const metrics = Array.from({ length: 10 }, (_metric, at) => `metric_${String(at)}`);
const warmUps = 4;
const rounds = 3;
const document = `{ runs(first: 100) { nodes { ${metrics
  .map((key) => `${key}: metric(key: "${key}") { series { values complete } }`)
  .join(' ')} } } }`;

interface Counts {
  readonly graphql: number;
  readonly files: number;
}

/** Every point of a grid of runs from the same emulator: the vendor's SDK in its two ways, and the gateway. */
export async function wandbSeries(): Promise<void> {
  heading(
    '100 runs x 10 metrics x 1,000 points from the emulator of W&B, complete; of the gateway the best of three when warm',
  );
  const python = findPython();
  if (python === undefined) {
    line('not measured: there is no Python 3.10 or newer with venv on this machine', '');
    return;
  }
  const requirements = new URL('../test/live/requirements/wandb.txt', import.meta.url);
  const venv = prepareEnvironment(python, 'wandb', requirements);
  const emulator = await startChild(new URL('support/wandb-child.ts', import.meta.url), null);
  const [url = '', port = ''] = emulator.url.split(' ');
  const gateway = await startChild(new URL('support/wandb-gateway-child.ts', import.meta.url), url);
  const counts = async (): Promise<Counts> => {
    const told = await fetch(`http://127.0.0.1:${port}/`);
    return Object.assign({ graphql: 0, files: 0 }, await told.json());
  };
  const home = mkdtempSync(join(tmpdir(), 'rungraph-bench-'));
  try {
    // Exported files are written when they are first asked for; the first round pays for it, whoever it is. The next
    // ones are those in which Node compiles what runs often: a gateway is a server, and has been asked before.
    for (let round = 0; round < warmUps; round += 1) await askGateway(gateway.url);
    const ours: number[] = [];
    let asked: Counts = await counts();
    for (let round = 0; round < rounds; round += 1) {
      ours.push(await askGateway(gateway.url));
      asked = await counts();
    }
    const best = Math.min(...ours);
    for (const way of ['histories', 'scan'] as const) {
      const theirs = await readBySdk({ venv, url, home }, way);
      const made = await counts();
      line(`the SDK, ${way}: ${requestsOf(made)}`, ms(theirs));
      line(`the gateway, times faster than the SDK's ${way}`, times(theirs / best), 'goal: at least 10 x');
    }
    line(`the gateway: ${requestsOf(asked)}`, ms(best));
  } finally {
    rmSync(home, { recursive: true, force: true });
    await Promise.all([gateway.stop(), emulator.stop()]);
  }
}

function requestsOf({ graphql, files }: Counts): string {
  return `${String(graphql)} GraphQL requests, ${String(files)} of files`;
}

function expectAll(found: number): void {
  if (found !== points) throw new Error(`read ${String(found)} of ${String(points)} points`);
}

/** Milliseconds, answer and parsing included. */
async function askGateway(url: string): Promise<number> {
  type Node = Readonly<Record<string, { readonly series: { readonly values: readonly number[] } }>>;
  interface Answer {
    readonly data: { readonly runs: { readonly nodes: readonly Node[] } };
  }
  const startedAt = performance.now();
  // Nothing is compressed on this machine's own network, neither for the SDK nor here.
  const headers = { 'content-type': 'application/json', 'accept-encoding': 'identity' };
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ query: document }),
  });
  const { data } = (await response.json()) as Answer;
  const took = performance.now() - startedAt;
  const found = data.runs.nodes.flatMap((node) => metrics.map((key) => node[key]?.series.values.length ?? 0));
  expectAll(found.reduce((sum, count) => sum + count, 0));
  return took;
}

/** Milliseconds of reading alone: starting Python and the SDK is not counted. */
async function readBySdk(
  { venv, url, home }: { readonly venv: string; readonly url: string; readonly home: string },
  way: 'histories' | 'scan',
): Promise<number> {
  const script = fileURLToPath(new URL('support/read-by-wandb.py', import.meta.url));
  const env = {
    ...process.env,
    HOME: home,
    WANDB_BASE_URL: url,
    WANDB_API_KEY: sampleKey,
    WANDB_ERROR_REPORTING: 'false',
  };
  const { stdout } = await promisify(execFile)(join(venv, 'bin', 'python'), [script, 'harvest-lab/grid', way], { env });
  const [found = 0, seconds = 0] = (stdout.trimEnd().split('\n').at(-1) ?? '').split(' ').map(Number);
  expectAll(found);
  return seconds * 1000;
}
