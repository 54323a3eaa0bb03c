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
import { heading, line, median, ms, times } from './support/print.ts';

const points = 1_000_000;
const metrics = Array.from({ length: 10 }, (_metric, at) => `metric_${String(at)}`);
const warmUps = 10;
const rounds = 7;

/** Packed is what a notebook takes: one array of doubles for each series, made without a parser of numbers. */
const forms = {
  'packed doubles': { fields: 'packed { values }', count: ({ packed }: Points) => toDoubles(packed?.values).length },
  lists: { fields: 'values', count: ({ values }: Points) => values?.length ?? 0 },
};
type Form = keyof typeof forms;

interface Points {
  readonly values?: readonly number[];
  readonly packed?: { readonly values: string };
}

interface Counts {
  readonly graphql: number;
  readonly files: number;
}

/** Every point of a grid of runs from the same emulator: the vendor's SDK in its two ways, and the gateway in two. */
export async function wandbSeries(): Promise<void> {
  heading(
    '100 runs x 10 metrics x 1,000 points from the emulator of W&B, complete; of the gateway the median of seven when warm',
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
    const taken: Record<Form, number[]> = { 'packed doubles': [], lists: [] };
    let asked: Counts = { graphql: 0, files: 0 };
    for (let round = -warmUps; round < rounds; round += 1) {
      for (const form of ['packed doubles', 'lists'] as const) {
        const took = await askGateway(gateway.url, form);
        asked = await counts();
        if (round >= 0) taken[form].push(took);
      }
    }
    const ours = { packed: median(taken['packed doubles']), lists: median(taken.lists) };
    line(`the gateway, packed doubles: ${requestsOf(asked)}`, ms(ours.packed));
    line(`the gateway, lists: ${requestsOf(asked)}`, ms(ours.lists));
    for (const way of ['histories', 'scan'] as const) {
      const theirs = await readBySdk({ venv, url, home }, way);
      line(`the SDK, ${way}: ${requestsOf(await counts())}`, ms(theirs));
      line(`the gateway, packed, times faster than ${way}`, times(theirs / ours.packed), 'goal: at least 10 x');
      line(`the gateway, lists, times faster than ${way}`, times(theirs / ours.lists));
    }
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

/** Milliseconds, answer, parsing and unpacking included. */
async function askGateway(url: string, form: Form): Promise<number> {
  type Node = Readonly<Record<string, { readonly series: Points }>>;
  interface Answer {
    readonly data: { readonly runs: { readonly nodes: readonly Node[] } };
  }
  const { fields, count } = forms[form];
  const selected = metrics.map((key) => `${key}: metric(key: "${key}") { series { ${fields} complete } }`);
  const query = `{ runs(first: 100) { nodes { ${selected.join(' ')} } } }`;
  // Nothing is compressed on this machine's own network, neither for the SDK nor here.
  const headers = { 'content-type': 'application/json', 'accept-encoding': 'identity' };
  const startedAt = performance.now();
  const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
  const { data } = (await response.json()) as Answer;
  let found = 0;
  for (const node of data.runs.nodes) for (const key of metrics) found += count(node[key]?.series ?? {});
  const took = performance.now() - startedAt;
  expectAll(found);
  return took;
}

function toDoubles(text = ''): Float64Array {
  const bytes = Buffer.from(text, 'base64');
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
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
