import {
  startWandbEmulator,
  type WandbEmulator,
  type WandbEmulatorOptions,
} from '../../../adapters/wandb/emulator/start.ts';
import { wandb } from '../../../adapters/wandb/index.ts';
import { assembleSource } from '../../../src/assemble/assemble-source.ts';
import { openCache } from '../../../src/core/cache/open-cache.ts';
import { listProjects } from '../../../src/core/projects/list-projects.ts';
import { searchRuns } from '../../../src/core/query/search-runs.ts';
import type { Source } from '../../../src/core/sources/source.ts';
import { plainRun } from '../../../src/emulator-kit/sample/build-run.ts';
import { fresh } from '../../support/cached-gateway.ts';
import { ask } from '../../support/questions.ts';
import { quietLog, quietScope } from '../../support/quiet-scope.ts';

// Projects are searched one by one, and asked for many in a request: what a page costs, behind guard and cache.

const start = Date.UTC(2026, 0, 5);
const names = Array.from({ length: 60 }, (_one, index) => `p${String(index).padStart(2, '0')}`);
const data = {
  projects: names.map((name) => ({ name, description: null, createdAt: start })),
  runs: names.flatMap((project, index) =>
    [0, 1, 2].map((at) =>
      plainRun({
        key: `${project}-${at}`,
        project,
        name: `${project}-${at}`,
        startedAt: start + 1000 * (index + 60 * at),
        endedAt: start + 600_000,
      }),
    ),
  ),
};
const newestFirst = [2, 1, 0].flatMap((at) => names.map((name) => `${name}-${at}`).reverse());

let emulator: WandbEmulator | undefined;
let source: Source | undefined;

async function open(options: Partial<WandbEmulatorOptions> = {}): Promise<Source> {
  emulator = await startWandbEmulator({ port: 0, data, ...options });
  const cache = openCache({ memoryMb: 32, answersMb: 8, staleMs: 10_000, errorMs: 100_000 }, quietLog);
  const plan = { id: 'w', tracker: wandb, opened: wandb.open(emulator.source), deadlineMs: 15_000, concurrency: 4 };
  source = await assembleSource({ ...plan, freshMs: fresh }, { log: quietLog, cache });
  // What is known of the server and its projects is no part of what a page costs.
  await listProjects(quietScope(), [source], null, { first: 1, after: null });
  return source;
}

afterEach(async () => {
  await source?.adapter.close();
  await emulator?.close();
});

const searches = (): number => emulator?.requests.filter(({ query }) => query.startsWith('query Runs(')).length ?? 0;

test('a page over sixty projects costs three requests, and the next one asks for what it does not have', async () => {
  const opened = await open();
  const first = await searchRuns(quietScope(), ask([opened], { first: 20 }));
  expect(first.items.map(({ run }) => run.name)).toEqual(newestFirst.slice(0, 20));
  expect(searches()).toBe(3);
  expect(first.reports).toMatchObject([{ state: 'OK', upstreamCalls: 3, rowsReturned: 20 }]);
  expect(first.totalCount).toBe(180);
  const second = await searchRuns(quietScope(), ask([opened], { first: 20, after: first.endCursor }));
  expect(second.items.map(({ run }) => run.name)).toEqual(newestFirst.slice(20, 40));
  expect(searches()).toBe(4);
  expect(second.totalCount).toBe(180);
});

test('a list that the gateway sorts reads all of them by three requests', async () => {
  const opened = await open();
  const order = [{ field: { kind: 'name' as const }, descending: false }];
  const list = await searchRuns(quietScope(), ask([opened], { first: 20, order }));
  expect(list.items.map(({ run }) => run.name)).toEqual([...newestFirst].sort().slice(0, 20));
  expect(list.reports).toMatchObject([{ state: 'OK', rowsScanned: 180 }]);
  expect(searches()).toBe(3);
});

test('A REQUEST THAT FAILS ONCE is sent once again, as a whole, and opens no circuit breaker', async () => {
  let failures = 0;
  const opened = await open({
    faults: ({ query }) => {
      if (failures === 0 || !query.startsWith('query Runs(')) return undefined;
      failures -= 1;
      return { answer: { status: 502, body: 'bad gateway' } };
    },
  });
  failures = 1;
  const list = await searchRuns(quietScope(), ask([opened], { first: 20 }));
  expect(list.reports).toMatchObject([{ state: 'OK', message: null }]);
  expect(list.items.map(({ run }) => run.name)).toEqual(newestFirst.slice(0, 20));
  expect(searches()).toBe(4);
});
