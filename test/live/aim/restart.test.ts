import { setTimeout } from 'node:timers/promises';
import { aim } from '../../../adapters/aim/index.ts';
import type { Gateway } from '../../../src/graphql/gateway.ts';
import { plainRun } from '../../../src/emulator-kit/sample/build-run.ts';
import type { SampleData } from '../../../src/emulator-kit/sample/sample-data.ts';
import { assembleOpened } from '../../support/assemble.ts';
import { at, listAt } from '../../support/json-at.ts';
import { freePort, type RealServer } from '../support/server.ts';
import { seedRepo, type Repo } from './repos.ts';
import { startAim } from './servers.ts';
import { watchHttp } from './watched-http.ts';

// A real server that is killed in the middle of an answer, and comes back. Answers are far larger than what sockets
// hold, so that most of one is still on the server when it dies: 20 MB, of which 3 MB has come. Of a single run nobody
// could say whether it is the first: its neighbour may have started at the same time.

const start = Date.UTC(2026, 0, 5);
const points = Array.from({ length: 20 }, (_point, step) => ({ step, value: step / 2, timestamp: start + step }));
const data: SampleData = {
  projects: [{ name: 'lab', description: null, createdAt: start }],
  runs: Array.from({ length: 40 }, (_run, index) =>
    plainRun({
      key: `r${index}`,
      project: 'lab',
      name: `r${index}`,
      startedAt: start - index * 1000,
      endedAt: start + 60_000,
      params: [{ key: 'blob', value: 'x'.repeat(500_000) }],
      metrics: [{ key: 'loss', context: {}, points }],
    }),
  ),
};
const names = data.runs.map(({ name }) => name);

let repo: Repo | undefined;
let server: RealServer | undefined;
let gateway: Gateway | undefined;
let port = 0;
/** What befalls the server in the middle of the next long answer. */
let strike: (() => Promise<void>) | null = null;

async function kill(): Promise<void> {
  server?.crash();
  await server?.stop();
}

async function restart(): Promise<void> {
  server = await startAim(repo?.folder ?? '', { port });
}

/** The server is back, and the gateway's pause after many failures in a row is over: it asks again. */
async function comeBack(): Promise<void> {
  await restart();
  const asked = async (): Promise<unknown> => at((await gateway?.execute(once))?.data, 'runs', 'reports', 0, 'state');
  while ((await asked()) === 'SKIPPED') await setTimeout(100);
}
const once = '{ runs(first: 1) { reports { state } } }';

beforeAll(async () => {
  repo = seedRepo(data);
  port = await freePort();
  await restart();
  const watch = async (): Promise<void> => {
    const strikes = strike;
    strike = null;
    await strikes?.();
  };
  const opened = aim.open({ url: server?.url ?? '' });
  const create: typeof opened.create = (runtime) =>
    opened.create({
      ...runtime,
      openHttp(settings) {
        const inner = { bytes: 3_000_000, then: watch };
        const http = watchHttp(runtime.openHttp(settings), { path: '/runs/search/run/', ...inner });
        return watchHttp(http, { path: '/runs/search/metric/', ...inner });
      },
    });
  gateway = await assembleOpened('lab', aim, { ...opened, create });
});

afterAll(async () => {
  await gateway?.close();
  await server?.stop();
  repo?.remove();
});

interface Listed {
  readonly names: readonly unknown[];
  readonly report: unknown;
}

/** All runs with the large param, which is most of the answer. */
async function list(): Promise<Listed> {
  const fields = 'nodes { name params(keys: ["blob"]) { key } } reports { state code message }';
  const { data: answer, errors } = (await gateway?.execute(`{ runs(first: 50) { ${fields} } }`)) ?? {};
  expect(errors).toBeUndefined();
  const runs = at(answer, 'runs');
  return { names: listAt(runs, 'nodes').map((node) => at(node, 'name')), report: at(runs, 'reports', 0) };
}

interface SeriesRead {
  readonly series: readonly unknown[];
  readonly codes: readonly unknown[];
}

/** The series of all runs. The server sends the params along with them. */
async function readSeries(): Promise<SeriesRead> {
  const fields = 'nodes { metric(key: "loss") { series { values complete } } } reports { state }';
  const { data: answer, errors = [] } = (await gateway?.execute(`{ runs(first: 50) { ${fields} } }`)) ?? {};
  expect(at(answer, 'runs', 'reports', 0, 'state')).toBe('OK');
  return {
    series: listAt(at(answer, 'runs'), 'nodes').map((node) => at(node, 'metric', 'series')),
    // One error names all places of its kind.
    codes: errors.flatMap(({ extensions }) => {
      const paths = extensions?.['paths'];
      return (Array.isArray(paths) ? paths : ['']).map(() => extensions?.['code']);
    }),
  };
}

const whole = { values: points.map(({ value }) => value), complete: true };

test('KILLED in the middle of a list: what came is a labelled part, and all of it comes from the next server', async () => {
  strike = kill;
  const cut = await list();
  expect(cut.report).toMatchObject({ state: 'PARTIAL', code: 'UNAVAILABLE' });
  expect(cut.names.length).toBeLessThan(names.length);
  expect(cut.names).toEqual(names.slice(0, cut.names.length));
  // The first list failed three times in a row and this one twice: from here on the source is left alone for a moment.
  expect(await list()).toMatchObject({ names: [], report: { state: 'SKIPPED', code: 'UNAVAILABLE' } });
  await comeBack();
  expect(await list()).toMatchObject({ names, report: { state: 'OK', code: null } });
});

test('KILLED in the middle of series: each is whole or an error with a code, and all come from the next server', async () => {
  strike = kill;
  const cut = await readSeries();
  const read = cut.series.filter((series) => series !== null);
  expect(read).toEqual(read.map(() => whole));
  expect(read.length).toBeGreaterThan(0);
  expect(cut.codes.length).toBeGreaterThan(0);
  expect(cut.codes).toEqual(names.slice(read.length).map(() => 'UNAVAILABLE'));
  await comeBack();
  expect(await readSeries()).toEqual({ series: names.map(() => whole), codes: [] });
});

test('RESTARTED in the middle: the answer is asked for again from where it broke off, and is whole', async () => {
  const again = async (): Promise<void> => {
    await kill();
    await restart();
  };
  strike = again;
  expect(await list()).toMatchObject({ names, report: { state: 'OK', code: null } });
  strike = again;
  expect(await readSeries()).toEqual({ series: names.map(() => whole), codes: [] });
  expect(strike).toBeNull();
});
