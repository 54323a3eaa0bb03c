import { startMlflowEmulator, type MlflowEmulator } from '../../../adapters/mlflow/emulator/start.ts';
import { plainRun, seededRandom } from '../../../src/emulator-kit/sample/build-run.ts';
import { encodeId } from '../../../src/graphql/ids.ts';
import { createKey } from '../../../src/server/auth/api-keys.ts';
import { at, listAt } from '../../support/json-at.ts';
import { serveConfig, type ServedConfig } from '../../support/serve-config.ts';
import { startRedis, type RealRedis } from './servers.ts';

// Twenty callers with rights that overlap, at three replicas that share a real Redis, with everything kept. Whatever belongs
// to a project tells its mark: a caller that reads one of a project that it may not read has read across.

/** All of them by LIVE_RIGHTS=10000 npm run test:live -- redis/rights. */
const questions = Number(process.env['LIVE_RIGHTS'] ?? 400);
const seed = Number(process.env['LIVE_SEED'] ?? Date.now() % 1_000_000);
const names = Array.from({ length: 8 }, (_name, n) => `mark-${String.fromCharCode(97 + n)}`);
const runsOfEach = 10;

let redis: RealRedis;
let tracker: MlflowEmulator;
let replicas: readonly ServedConfig[];
let callers: readonly Caller[];

interface Caller {
  readonly key: string;
  readonly scopes: readonly string[];
  /** The names of the projects that it may read. */
  readonly sees: ReadonlySet<string>;
}

const random = seededRandom(seed);
function pick<T>(choices: readonly T[]): T {
  const chosen = choices[Math.floor(random() * choices.length)];
  if (chosen === undefined) throw new Error('nothing to choose from');
  return chosen;
}

beforeAll(async () => {
  redis = await startRedis();
  tracker = await startTracker();
  callers = Array.from({ length: 20 }, (_caller, n) => makeCaller(n));
  const keys = callers.map(({ key, scopes }, n) => ({ id: `caller-${String(n)}`, key, scopes }));
  const made = keys.map(({ id, scopes }) => ({ id, scopes, ...createKey() }));
  callers = callers.map((caller, n) => ({ ...caller, key: made[n]?.key ?? '' }));
  const config = {
    server: { signingKey: 'the same for all replicas' },
    cache: { redisUrl: redis.url, redisTimeoutMs: 5_000 },
    limits: { requestsPerMinute: 1_000_000 },
    auth: { keys: made.map(({ id, hash, scopes }) => ({ id, hash, scopes })) },
    sources: {
      lab: {
        tracker: 'mlflow',
        url: tracker.url,
        deadlineMs: 60_000,
        freshMs: { lists: 2_000, running: 2_000, finished: 3_600_000 },
      },
    },
  };
  replicas = await Promise.all([serveConfig(config), serveConfig(config), serveConfig(config)]);
});

afterAll(async () => {
  await Promise.all(replicas.map((replica) => replica.close()));
  await Promise.all([redis.kill(), tracker.close()]);
});

/** By name, by native id, by patterns, and some who may read everything. */
function makeCaller(n: number): Caller {
  if (n === 0) return { key: '', scopes: ['read:*'], sees: new Set(names) };
  if (n === 1) return { key: '', scopes: ['read:lab/none', 'admin:lab/*'], sees: new Set() };
  const sees = new Set(Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(names)));
  const scopes = [...sees].map((name) => {
    const id = tracker.projectIds.get(name) ?? '';
    return pick([`read:lab/${name}`, `read:lab/${id}`, `read:l*/${name}*`]);
  });
  return { key: '', scopes, sees };
}

function startTracker(): Promise<MlflowEmulator> {
  const began = Date.UTC(2026, 0, 1);
  const runs = names.flatMap((name) =>
    Array.from({ length: runsOfEach }, (_run, index) =>
      plainRun({
        key: `${name}/${String(index)}`,
        project: name,
        name: `${name} ${String(index)}`,
        startedAt: began + index * 60_000,
        endedAt: index === 0 ? null : began + index * 60_000 + 1_000,
        status: index === 0 ? 'RUNNING' : 'FINISHED',
        user: name,
        notes: name,
        parent: index === 3 ? `${pick(names)}/1` : null,
        tags: [{ key: `tag ${name}`, value: name }],
        params: [
          { key: `param ${name}`, value: name },
          { key: 'lr', value: index },
        ],
        metrics: [
          { key: 'loss', context: {}, points: [{ step: 0, value: index, timestamp: began }] },
          { key: `metric ${name}`, context: {}, points: [{ step: 0, value: 1, timestamp: began }] },
        ],
        datasets: [],
      }),
    ),
  );
  const projects = names.map((name) => ({ name, description: name, createdAt: began }));
  return startMlflowEmulator({ port: 0, data: { projects, runs } });
}

/** Every way to what a run or a project holds; most of them for one that not every caller may read. */
function makeDocument(): string {
  const name = pick(names);
  const id = tracker.runIds.get(`${name}/${String(Math.floor(random() * runsOfEach))}`) ?? '';
  const other = tracker.runIds.get(`${pick(names)}/2`) ?? '';
  const project = tracker.projectIds.get(name) ?? '';
  const all =
    'ref name user notes params { key value } tags { key value } metrics { key last } parent { name } native project { name description }';
  return pick([
    everything,
    everything,
    `{ runs(first: 7, orderBy: [{ by: { field: NAME } }]) { nodes { ${all} } totalCount reports { rowsScanned hints } } }`,
    `{ runs(first: 5, where: "params.lr > 2") { nodes { ${all} } } }`,
    `{ runs(projects: ["lab/${project}"]) { nodes { ${all} } } }`,
    '{ runs(first: 100) { table(columns: [{ value: { field: NAME } }, { value: { field: PARENT } }, { all: PARAMS }, { all: METRICS }]) { columns { name values } } } }',
    `{ run(id: "lab/${id}") { ${all} metric(key: "loss") { series { values } } children { nodes { name } } } }`,
    `{ nodes(ids: ["${encodeId('Run', 'lab', id)}", "${encodeId('Run', 'lab', other)}", "${encodeId('Project', 'lab', project)}"]) { ... on Run { ${all} } ... on Project { description } } }`,
    `{ compare(runs: { runs: ["lab/${id}", "lab/${other}"] }) { params { key values } metrics { key values } tags { key values } } }`,
    '{ groups(runs: { first: 100 }, by: [{ field: USER }]) { groups { key size } } }',
    `{ curves(runs: { projects: ["lab/${project}"] }, metrics: [{ key: "metric mark", prefix: true }]) { curves { key y run { name } } } }`,
    '{ keys(kind: PARAM) { nodes { key } totalCount } tags: keys(kind: TAG) { nodes { key } } metrics: keys(kind: METRIC) { nodes { key } } }',
    '{ projects { nodes { name description } totalCount } sources { name } }',
    `{ project(id: "lab/${project}") { name runs(first: 3) { nodes { ${all} } } } }`,
    '{ parseWhere(where: "params.") { suggestions { insert } } explainRuns { native } }',
    `{ lineage(of: "lab/${id}", depth: 3) { nodes { ... on Run { name } } edges { from to } } }`,
    `{ reproduction(of: "lab/${id}", by: "lab/${other}") { message checklist { name of by } } }`,
  ]);
}

const everything = '{ runs(first: 100) { nodes { user } totalCount } }';

test(`${String(questions)} mixed questions of 20 callers: nobody reads what is not theirs (LIVE_SEED=${String(seed)})`, async () => {
  const tags = new Map<string, Set<string>>();
  const crossed: string[] = [];
  let [left, told, unchanged, checked] = [questions, 0, 0, 0];

  async function ask(caller: Caller, document: string): Promise<void> {
    const url = `${pick(replicas).url}/graphql`;
    const headers: Record<string, string> = {
      authorization: `Bearer ${caller.key}`,
      'content-type': 'application/json',
    };
    if (random() < 0.02) headers['cache-control'] = 'no-cache';
    const byGet = random() < 0.4;
    // With every answer that anybody was told to it.
    if (byGet) headers['if-none-match'] = [...(tags.get(document) ?? [])].slice(0, 20).join(', ');
    const answer = byGet
      ? await fetch(`${url}?query=${encodeURIComponent(document)}`, { headers })
      : await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query: document }) });
    const text = await answer.text();
    const tag = answer.headers.get('etag');
    if (tag !== null) tags.set(document, (tags.get(document) ?? new Set()).add(tag));
    if (answer.status === 304) unchanged += 1;
    else if (answer.status !== 200 && caller.sees.size > 0)
      crossed.push(`${String(answer.status)} ${document} ${text.slice(0, 200)}`);
    const foreign = names.find((name) => text.includes(name) && !caller.sees.has(name));
    if (foreign !== undefined)
      crossed.push(`${foreign} to ${[...caller.sees].join()}: ${document} ${text.slice(0, 400)}`);
    if (text.includes('mark-')) told += 1;
    if (document !== everything || answer.status !== 200) return;
    const found: unknown = JSON.parse(text);
    // A tracker that was too slow for a question is said to be; what came says nothing about rights then.
    if (at(found, 'extensions') !== undefined) return;
    checked += 1;
    const users = listAt(found, 'data', 'runs', 'nodes')
      .map((node) => String(at(node, 'user')))
      .sort();
    const wanted = [...caller.sees].sort().flatMap((name) => Array.from({ length: runsOfEach }, () => name));
    if (JSON.stringify(users) !== JSON.stringify(wanted))
      crossed.push(`${JSON.stringify(users)} for ${JSON.stringify(wanted)}`);
  }

  async function visit(): Promise<void> {
    while (left > 0) {
      left -= 1;
      await ask(pick(callers), makeDocument());
    }
  }

  await Promise.all(Array.from({ length: 20 }, visit));
  process.stderr.write(
    `${String(questions)} asked, ${String(told)} told something, ${String(checked)} lists held against the oracle, ${String(unchanged)} unchanged, ${String(tracker.requests.length)} requests to the tracker\n`,
  );
  expect(crossed.slice(0, 3)).toEqual([]);
  expect(told).toBeGreaterThan(questions / 4);
  expect(checked).toBeGreaterThan(questions / 40);
  // What belongs to a run is read once for all who may read it: there are two series of each run to read.
  const series = tracker.requests.filter(({ path }) => path.includes('get-history')).length;
  process.stderr.write(`${String(series)} requests for series\n`);
  expect(series).toBeGreaterThan(0);
  expect(series).toBeLessThan(Math.max(400, questions / 10));
});
