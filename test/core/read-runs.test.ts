import type { Capabilities } from '../../src/contract/capabilities.ts';
import { RungraphError } from '../../src/contract/error.ts';
import type { RunSearch } from '../../src/contract/adapter.ts';
import { readRuns, type RunReading } from '../../src/core/query/read-runs.ts';
import type { Row } from '../../src/core/rows/row.ts';
import { everything, memoryAdapter, type MemoryTracker } from '../support/memory-adapter.ts';
import { ask, by, clause } from '../support/questions.ts';
import { quietScope, sourceOf } from '../support/quiet-scope.ts';
import { run } from '../support/runs.ts';

// Everything that a selection means, read once.

const runs = Array.from({ length: 1_000 }, (_run, index) =>
  run(`r${String(index).padStart(3, '0')}`, {
    startedAt: 10_000 - index,
    status: index % 10 === 0 ? 'FAILED' : 'FINISHED',
    name: String((index * 7919) % 1_000).padStart(3, '0'),
  }),
);

function open(id: string, tracker: Partial<MemoryTracker> = {}) {
  const searches: RunSearch[] = [];
  const whole: MemoryTracker = {
    runs,
    capabilities: everything,
    ...tracker,
    async onCall(method, context, search) {
      if (search !== undefined) searches.push(search);
      await tracker.onCall?.(method, context, search);
    },
  };
  return { source: sourceOf(id, memoryAdapter(whole), whole.capabilities), searches };
}

async function readAll(reading: RunReading): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for await (const batch of reading.batches) rows.push(...batch);
  return rows;
}

/** Whether the tracker was asked for any page twice. */
const askedTwice = (searches: readonly RunSearch[]): boolean =>
  new Set(searches.map(({ after }) => after)).size < searches.length;

test('a sorted list comes in batches as it is read, each page once, and says what it cost', async () => {
  const { source, searches } = open('a');
  const reading = readRuns(quietScope(), ask([source]));
  const first = await reading.batches.next();
  expect(first.value?.map((row) => row.run.nativeId)).toEqual(runs.slice(0, 200).map(({ nativeId }) => nativeId));
  expect(searches).toHaveLength(1);
  expect(await readAll(reading)).toHaveLength(800);
  expect(askedTwice(searches)).toBe(false);
  const { reports, totalCount } = reading.end();
  expect(reports).toMatchObject([
    { source: 'a', state: 'OK', rowsScanned: 1_000, rowsReturned: 1_000, upstreamCalls: searches.length },
  ]);
  expect(totalCount).toBe(1_000);
});

test('a list that the gateway sorts is read once, whatever its length', async () => {
  const { source, searches } = open('a', { capabilities: { ...everything, sorts: [] } });
  const reading = readRuns(quietScope(), ask([source], { order: [by({ kind: 'name' })] }));
  const names = (await readAll(reading)).map((row) => row.run.name);
  expect(names).toEqual(runs.map(({ name }) => name).sort());
  expect(askedTwice(searches)).toBe(false);
  expect(reading.end().reports).toMatchObject([{ state: 'OK', rowsScanned: 1_000, rowsReturned: 1_000 }]);
});

test('only as many rows as are wanted are given and held, in the order asked', async () => {
  for (const capabilities of [everything, { ...everything, sorts: [] }]) {
    const { source } = open('a', { capabilities });
    const reading = readRuns(quietScope(), ask([source], { order: [by({ kind: 'name' })] }), { take: 7 });
    const names = (await readAll(reading)).map((row) => row.run.name);
    expect(names).toEqual(['000', '001', '002', '003', '004', '005', '006']);
  }
});

test('who stops early ends the reading: no further page is asked for', async () => {
  const { source, searches } = open('a');
  const reading = readRuns(quietScope(), ask([source]));
  for await (const batch of reading.batches) if (batch.length > 0) break;
  await new Promise((resolve) => setImmediate(resolve));
  expect(searches).toHaveLength(1);
  expect(reading.end().reports).toMatchObject([{ rowsReturned: 200 }]);
});

test('in any order nobody waits for a slow source, and a run in two branches comes once', async () => {
  let answer = (): void => undefined;
  const slow = open('slow', {
    onCall: (method) => (method === 'searchRuns' ? new Promise((resolve) => (answer = resolve)) : undefined),
  });
  const branches: Capabilities = { ...everything, clauses: [{ fields: ['status', 'startedAt'], support: 'exact' }] };
  const quick = open('quick', { capabilities: branches });
  const filter = {
    kind: 'or' as const,
    filters: [clause({ kind: 'status' }, 'eq', 'FAILED'), clause({ kind: 'startedAt' }, 'gt', 9_000)],
  };
  const reading = readRuns(quietScope(), { ...ask([slow.source, quick.source], { filter }), order: null });
  const before: Row[] = [];
  while (before.length < 1_000) before.push(...((await reading.batches.next()).value ?? []));
  expect(before.every(({ source }) => source === 'quick')).toBe(true);
  expect(new Set(before.map((row) => row.run.nativeId)).size).toBe(1_000);
  answer();
  await reading.batches.return();
  expect(quick.searches.map(({ order }) => order)).toEqual(quick.searches.map(() => null));
});

test('a budget ends the reading and is told; under strict it is an error', async () => {
  for (const order of [null, [], [by({ kind: 'name' })]]) {
    const { source } = open('a', { capabilities: { ...everything, limits: { ...everything.limits, pageRuns: 100 } } });
    const reading = readRuns(quietScope(), { ...ask([source]), order }, { mostRows: 300 });
    expect(await readAll(reading)).toHaveLength(300);
    const { reports, totalCount } = reading.end();
    expect(reports).toMatchObject([{ state: 'PARTIAL', rowsScanned: 300, message: expect.stringContaining('narrow') }]);
    expect(totalCount).toBeNull();
    const strict = readRuns(quietScope(), { ...ask([source], { strict: true }), order }, { mostRows: 300 });
    await expect(readAll(strict)).rejects.toMatchObject({ code: 'UNSUPPORTED', source: 'a' });
  }
});

test('a reading has time of its own, and a source that takes longer is told of', async () => {
  const { source } = open('a', {
    onCall: (method) => (method === 'searchRuns' ? new Promise(() => undefined) : undefined),
  });
  const reading = readRuns(quietScope(), ask([source]), { deadlineMs: 30 });
  expect(await readAll(reading)).toEqual([]);
  expect(reading.end().reports).toMatchObject([{ state: 'FAILED', code: 'TIMEOUT' }]);
});

test('a source that fails takes no other along; under strict its error comes out', async () => {
  const error = new RungraphError('FORBIDDEN', 'no');
  const broken = open('b', {
    onCall(method) {
      if (method === 'searchRuns') throw error;
    },
  });
  for (const order of [null, []]) {
    const sources = [open('a').source, broken.source];
    const reading = readRuns(quietScope(), { ...ask(sources), order });
    expect(await readAll(reading)).toHaveLength(1_000);
    expect(reading.end().reports).toMatchObject([{ state: 'OK' }, { state: 'FAILED', code: 'FORBIDDEN' }]);
    const strict = readRuns(quietScope(), { ...ask(sources, { strict: true }), order });
    await expect(readAll(strict)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  }
});
