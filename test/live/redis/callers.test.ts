import { createServer, request as forward, type Server } from 'node:http';
import { once } from 'node:events';
import { startMlflowEmulator, type MlflowEmulator } from '../../../adapters/mlflow/emulator/start.ts';
import { plainRun, seededRandom } from '../../../src/emulator-kit/sample/build-run.ts';
import { serveConfig, type ServedConfig } from '../../support/serve-config.ts';
import { startRedis, type RealRedis } from './servers.ts';

// Two callers with credentials of their own at two replicas that share a real Redis. The tracker shows each of them runs
// of the same ids, with values that are poison to the other: whoever reads one that is not theirs has read across.

const questions = 10_000;
const callers = ['alice', 'bob'] as const;
type Caller = (typeof callers)[number];
const poisonOf = (caller: Caller): string => `only-for-${caller}`;
/** How the values of a caller's metrics begin. */
const markOf = (caller: Caller): string => (caller === 'alice' ? '0.1111' : '0.2222');

let redis: RealRedis;
let trackers: Readonly<Record<Caller, MlflowEmulator>>;
let door: Server;
let replicas: readonly ServedConfig[];

beforeAll(async () => {
  redis = await startRedis();
  const [alice, bob] = await Promise.all(callers.map((caller) => startTracker(caller)));
  if (alice === undefined || bob === undefined) throw new Error('a tracker is missing');
  trackers = { alice, bob };
  door = await openDoor(trackers);
  const address = door.address();
  const url = `http://127.0.0.1:${String(typeof address === 'object' ? address?.port : '')}`;
  const freshMs = { lists: 1_000, running: 1_000, finished: 1_500, finishedSeries: 1_500, missing: 50 };
  const config = {
    server: { signingKey: 'the same for all replicas' },
    cache: { redisUrl: redis.url, staleMs: 500 },
    sources: { shared: { tracker: 'mlflow', url, callerHeader: 'x-tracker-token', freshMs } },
  };
  replicas = await Promise.all([serveConfig(config), serveConfig(config)]);
});

afterAll(async () => {
  await Promise.all(replicas.map((replica) => replica.close()));
  door.close();
  await Promise.all([redis.kill(), ...Object.values(trackers).map((tracker) => tracker.close())]);
});

function startTracker(caller: Caller): Promise<MlflowEmulator> {
  const poison = poisonOf(caller);
  const at = Date.UTC(2026, 0, 1);
  const runs = Array.from({ length: 20 }, (_run, index) =>
    plainRun({
      key: `run-${String(index)}`,
      project: 'shared',
      name: `${poison} ${String(index)}`,
      startedAt: at + index * 60_000,
      endedAt: index < 18 ? at + index * 60_000 + 1_000 : null,
      user: poison,
      tags: [{ key: 'whose', value: poison }],
      params: [{ key: 'whose', value: poison }],
      status: index < 18 ? 'FINISHED' : 'RUNNING',
      metrics: [
        {
          key: 'loss',
          context: {},
          points: [{ step: 0, value: Number(`${markOf(caller)}${String(index)}1`), timestamp: at }],
        },
      ],
    }),
  );
  const projects = [{ name: 'shared', description: poison, createdAt: at }];
  return startMlflowEmulator({ port: 0, data: { projects, runs } });
}

/** One address, behind which each caller finds a tracker of their own. */
async function openDoor(behind: typeof trackers): Promise<Server> {
  const server = createServer((incoming, outgoing) => {
    const caller = callers.find((name) => incoming.headers.authorization === `Bearer ${name}`);
    if (caller === undefined) {
      outgoing.writeHead(401).end();
      return;
    }
    const { method, headers, url } = incoming;
    const onward = forward(`${behind[caller].url}${url ?? ''}`, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** Every way to what a caller's runs hold. */
function documents(): readonly string[] {
  const id = trackers.alice.runIds.get('run-0') ?? '';
  const all = 'ref name user params { key value } tags { key value } metrics { key last }';
  return [
    `{ runs { nodes { ${all} } } }`,
    `{ runs(first: 3, orderBy: [{ by: { field: NAME } }]) { nodes { ${all} } } }`,
    `{ runs(first: 5, filter: { param: { key: "whose", exists: true } }) { nodes { name params { value } } totalCount } }`,
    `{ runs(filter: { status: { eq: RUNNING } }) { nodes { ${all} } } }`,
    '{ runs(first: 4) { nodes { user metric(key: "loss") { last series { values } } } } }',
    '{ runs(first: 20) { table(columns: [{ value: { param: "whose" } }, { value: { metric: { key: "loss" } } }]) { columns { values } } } }',
    `{ run(id: "shared/${id}") { ${all} project { description } } }`,
    '{ projects { nodes { name description } } }',
  ];
}

interface Asked {
  readonly status: number;
  readonly tag: string;
  readonly text: string;
}

test('ten thousand mixed questions of two callers: nobody reads what is not theirs', async () => {
  const random = seededRandom(11);
  const pick = <T>(choices: readonly T[]): T | undefined => choices[Math.floor(random() * choices.length)];
  const asked = documents();
  const tags = new Map<string, string>();
  const seen = { alice: new Set<string>(), bob: new Set<string>() };
  let [left, crossed, own, unchanged] = [questions, 0, 0, 0];

  async function ask(caller: Caller, document: string): Promise<Asked> {
    const url = `${pick(replicas)?.url ?? ''}/graphql`;
    const headers: Record<string, string> = {
      'x-tracker-token': `Bearer ${caller}`,
      'content-type': 'application/json',
    };
    if (random() < 0.02) headers['cache-control'] = 'no-cache';
    if (random() < 0.5) {
      const body = JSON.stringify({ query: document });
      const answer = await fetch(url, { method: 'POST', headers, body });
      return { status: answer.status, tag: '', text: await answer.text() };
    }
    // With what this caller was told last, and with what the other was.
    const known = callers.flatMap((name) => tags.get(`${name} ${document}`) ?? []);
    const answer = await fetch(`${url}?query=${encodeURIComponent(document)}`, {
      headers: { ...headers, 'apollo-require-preflight': 'yes', 'if-none-match': known.join(', ') },
    });
    const tag = answer.headers.get('etag') ?? '';
    if (answer.status === 200) {
      tags.set(`${caller} ${document}`, tag);
      seen[caller].add(tag);
    }
    return { status: answer.status, tag, text: await answer.text() };
  }

  async function visit(): Promise<void> {
    while (left > 0) {
      left -= 1;
      const [caller, document] = [pick(callers), pick(asked)];
      if (caller === undefined || document === undefined) throw new Error('nothing to ask');
      const { status, tag, text } = await ask(caller, document);
      const other = caller === 'alice' ? 'bob' : 'alice';
      // Not modified: it must be the caller's own answer that it is the same as.
      if (status === 304) unchanged += 1;
      if (status === 304 && (seen[other].has(tag) || !seen[caller].has(tag))) crossed += 1;
      if (text.includes(poisonOf(other)) || text.includes(markOf(other))) crossed += 1;
      if (status === 304 || text.includes(poisonOf(caller)) || text.includes(markOf(caller))) own += 1;
    }
  }

  await Promise.all(Array.from({ length: 20 }, visit));
  const upstream = callers.reduce((sum, caller) => sum + trackers[caller].requests.length, 0);
  process.stderr.write(
    `${String(questions)} asked, ${String(unchanged)} unchanged, ${String(upstream)} requests to trackers\n`,
  );
  expect({ crossed, own }).toEqual({ crossed: 0, own: questions });
  expect(unchanged).toBeGreaterThan(0);
  // It was the cache that was tried, and not its absence.
  for (const replica of replicas) expect(await hitsOf(replica)).toBeGreaterThan(0);
});

/** How many parts of answers a replica found in the cache. */
async function hitsOf({ url }: ServedConfig): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^rungraph_cache_reads_total\{[^}]*outcome="HIT"[^}]*\} (\d+)$/m.exec(text)?.[1]);
}
