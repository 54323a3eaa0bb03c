import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { startMlflowEmulator } from '../adapters/mlflow/emulator/start.ts';
import { documents } from './execution.ts';
import { heading, line } from './support/print.ts';
import { gridOf } from './support/runs.ts';
import { startServed } from './support/served.ts';

const minutes = 10;
/** Caches fill and code is compiled before: what grows then is not a leak. */
const warmUpMinutes = 2;
const visitors = 6;
const sampleMs = 5_000;
/** Between two things that a visitor does: neither the gateway nor the emulator is at its limit. */
const restMs = 30;

const json = { 'content-type': 'application/json' };

/** What visitors do, in turn: the same again, what nobody asked before, mistakes, and leaving in the middle. */
const habits: readonly ((url: string, turn: number) => Promise<unknown>)[] = [
  (url) => post(url, { query: documents.table }),
  (url, turn) => post(url, { query: documents.nodes, variables: { turn } }),
  (url, turn) =>
    post(url, { query: `{ runs(first: ${String(1 + (turn % 90))}) { nodes { ref name metrics { key last } } } }` }),
  (url, turn) => post(url, { query: `{ q${String(turn)}: runs(first: 3) { nodes { name } } }` }),
  (url, turn) => {
    const filter = `{ param: { key: "param_1", gt: ${String(turn % 1000)} } }`;
    return post(
      url,
      { query: `{ runs(first: 20, filter: ${filter}) { nodes { ref } totalCount } }` },
      { 'cache-control': 'no-cache' },
    );
  },
  (url) => post(url, { query: '{ runs(first: 5) { nodes { metric(key: "metric_0") { series { steps values } } } } }' }),
  (url, turn) => post(url, { query: `{ nothing${String(turn)} }` }),
  (url) => fetch(`${url}/health/ready`).then((answer) => answer.text()),
  leaveEarly,
  hangUp,
];

async function post(url: string, body: unknown, headers: Record<string, string> = {}): Promise<string> {
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { ...json, ...headers },
    body: JSON.stringify(body),
  });
  return answer.text();
}

/** Asks, and is gone before the answer. */
async function leaveEarly(url: string): Promise<void> {
  const body = JSON.stringify({ query: documents.nodes });
  const signal = AbortSignal.timeout(8);
  const answer = fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { ...json, 'cache-control': 'no-cache' },
    body,
    signal,
  });
  await answer.then((found) => found.text()).catch(() => undefined);
}

/** Connects, sends half a request and drops the connection. */
async function hangUp(url: string): Promise<void> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port) });
  socket.on('error', () => undefined);
  socket.write(
    'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 500\r\n\r\n{"query"',
  );
  await sleep(5);
  socket.resetAndDestroy();
}

/** A mixed load for a while, and whether the memory of the gateway grows under it. */
export async function soak(): Promise<void> {
  heading(
    `A mixed load with dropped connections for ${String(minutes)} min, ${String(visitors)} at a time, one process`,
  );
  const emulator = await startMlflowEmulator({
    port: 0,
    data: gridOf({ runs: 100, params: 60, metrics: 30, points: 50 }),
  });
  // Small, so that they are full before the warm-up is over.
  const cache = { memoryMb: 8, answersMb: 4 };
  const served = await startServed({ cache, sources: { bench: { tracker: 'mlflow', url: emulator.url } } }, 1);
  const [url = ''] = served.urls;
  // As many documents as the gateway keeps, and more.
  for (let at = 0; at < 2_500; at += 1) await post(url, { query: `{ first${String(at)}: sources { name } }` });
  const begin = performance.now();
  const over = (): boolean => performance.now() - begin > minutes * 60_000;
  let asked = 0;
  const visit = async (visitor: number): Promise<void> => {
    for (let turn = visitor; !over(); turn += visitors) {
      await habits[turn % habits.length]?.(url, turn);
      asked += 1;
      await sleep(restMs);
    }
  };
  const samples: Sample[] = [];
  const watch = async (): Promise<void> => {
    while (!over()) {
      samples.push({ minute: (performance.now() - begin) / 60_000, ...(await memoryOf(url)) });
      await sleep(sampleMs);
    }
  };
  await Promise.all([watch(), ...Array.from({ length: visitors }, (_visitor, at) => visit(at))]);
  const settled = samples.filter(({ minute }) => minute > warmUpMinutes);
  line('things done', String(asked));
  report(
    'resident memory after the warm-up',
    settled.map(({ minute, resident }) => [minute, resident] as const),
  );
  // What is in use between two collections is mostly garbage: the least of each half minute is what is held.
  const held = new Map<number, Sample>();
  for (const sample of settled) {
    const half = Math.floor(sample.minute * 2);
    const least = held.get(half);
    if (least === undefined || sample.used < least.used) held.set(half, sample);
  }
  report(
    'heap held, the least of each half minute',
    [...held.values()].map(({ minute, used }) => [minute, used] as const),
  );
  await served.stop();
  await emulator.close();
}

interface Sample {
  readonly minute: number;
  /** MiB. */
  readonly resident: number;
  readonly used: number;
}

async function memoryOf(url: string): Promise<Omit<Sample, 'minute'>> {
  const text = await fetch(`${url}/metrics`).then((answer) => answer.text());
  const mib = (name: string): number => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1]) / 2 ** 20;
  return { resident: mib('process_resident_memory_bytes'), used: mib('nodejs_heap_size_used_bytes') };
}

function report(what: string, points: readonly (readonly [minute: number, mib: number])[]): void {
  const mib = points.map(([, figure]) => figure);
  const [first = Number.NaN, last = Number.NaN] = [mib[0], mib.at(-1)];
  line(what, `${first.toFixed(0)} MiB`, `at most ${Math.max(...mib).toFixed(0)}, in the end ${last.toFixed(0)}`);
  line('its slope', `${slopeOf(points).toFixed(2)} MiB/min`, 'goal: flat');
}

/** Of the straight line that lies closest, by least squares. */
function slopeOf(points: readonly (readonly [number, number])[]): number {
  const mean = (figures: readonly number[]): number =>
    figures.reduce((sum, figure) => sum + figure, 0) / figures.length;
  const [x, y] = [mean(points.map(([at]) => at)), mean(points.map(([, figure]) => figure))];
  const top = points.reduce((sum, [at, figure]) => sum + (at - x) * (figure - y), 0);
  return top / points.reduce((sum, [at]) => sum + (at - x) ** 2, 0);
}
