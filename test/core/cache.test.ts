import fc from 'fast-check';
import { openMeter } from '../../src/core/call/meter.ts';
import { RungraphError } from '../../src/contract/error.ts';
import type { Run } from '../../src/contract/run.ts';
import { decodeEntry, encodeEntry } from '../../src/core/cache/stores/codec.ts';
import type { Entry } from '../../src/core/cache/stores/entry.ts';
import { openCache } from '../../src/core/cache/open-cache.ts';
import { cachedGateway } from '../support/cached-gateway.ts';
import { callContext } from '../support/call-context.ts';
import { everything, memoryAdapter, type MemoryTracker } from '../support/memory-adapter.ts';
import { quietLog } from '../support/quiet-scope.ts';
import { metric, param, run } from '../support/runs.ts';

const fresh = { lists: 5_000, running: 5_000, finished: 60_000, finishedSeries: 600_000, missing: 1_000 };
const settings = { memoryMb: 8, answersMb: 8, staleMs: 10_000, errorMs: 100_000 };

/** A tracker behind a cache, with a clock that the test moves. */
function cached(tracker: Partial<MemoryTracker> = {}, options: { keepsNothing?: boolean } = {}) {
  const clock = { now: 1_000_000 };
  const calls: string[] = [];
  const failing: { error?: RungraphError } = {};
  const runs = [run('done', { params: [param('lr', 1)] }), run('going', { status: 'RUNNING' })];
  const bare = memoryAdapter({
    runs,
    capabilities: everything,
    ...tracker,
    async onCall(method, context, search) {
      calls.push(method);
      await tracker.onCall?.(method, context, search);
      if (failing.error !== undefined) throw failing.error;
    },
  });
  const cache = openCache(settings, quietLog, { now: () => clock.now, ...options });
  const adapter = cache.wrap(bare, { source: 's', capabilities: everything, deadlineMs: 10_000, fresh });
  const ask = async (id: string, noCache = false) => {
    const context = callContext({ meter: openMeter(), noCache });
    const [found] = await adapter.getRuns(context, [id]);
    return { found, ...context.meter };
  };
  return { adapter, cache, clock, calls, failing, ask };
}

/** Lets reads behind an answer come to their end. */
const settle = () => new Promise<void>((resolve) => setTimeout(resolve, 5));

test('the same question is asked once while its answer is fresh, and says where it came from', async () => {
  const { ask, calls, clock } = cached();
  expect(await ask('done')).toMatchObject({ cache: 'MISS', upstreamCalls: 1, readAt: 1_000_000 });
  clock.now += 59_000;
  expect(await ask('done')).toMatchObject({ cache: 'HIT', upstreamCalls: 0, readAt: 1_000_000 });
  expect(calls).toEqual(['getRuns']);
});

test('a process that keeps nothing asks each time, and has nothing to drop', async () => {
  const { ask, cache, calls } = cached({}, { keepsNothing: true });
  for (const noCache of [false, true, false]) expect((await ask('done', noCache)).upstreamCalls).toBe(1);
  expect(calls).toEqual(['getRuns', 'getRuns', 'getRuns']);
  expect(await cache.purge('s', null)).toBe(0);
});

test('a run that goes on is fresh for seconds, one that has ended for long, one that is not there briefly', async () => {
  const { ask, clock } = cached();
  for (const id of ['done', 'going', 'nobody']) await ask(id);
  clock.now += 2_000;
  expect((await ask('nobody')).cache).toBe('MISS');
  expect((await ask('going')).cache).toBe('HIT');
  clock.now += 4_000;
  expect((await ask('going')).cache).toBe('STALE');
  expect((await ask('done')).cache).toBe('HIT');
});

test('a stale answer is given at once, labelled, and read again behind it, once', async () => {
  const { ask, calls, clock } = cached();
  await ask('done');
  clock.now += 61_000;
  const [first, second] = await Promise.all([ask('done'), ask('done')]);
  expect([first, second]).toMatchObject([
    { cache: 'STALE', upstreamCalls: 0 },
    { cache: 'STALE', upstreamCalls: 0 },
  ]);
  await settle();
  expect(calls).toEqual(['getRuns', 'getRuns']);
  expect(await ask('done')).toMatchObject({ cache: 'HIT', readAt: 1_061_000 });
});

test('a tracker that fails is covered for by an older answer, which says why; what it refuses is not', async () => {
  const { ask, clock, failing } = cached();
  await ask('done');
  clock.now += 80_000;
  failing.error = new RungraphError('UNAVAILABLE', 'the connection was refused');
  expect(await ask('done')).toMatchObject({
    found: { nativeId: 'done' },
    cache: 'STALE',
    covered: { code: 'UNAVAILABLE' },
  });
  failing.error = new RungraphError('FORBIDDEN', 'no longer yours');
  await expect(ask('done')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  clock.now += 100_000;
  failing.error = new RungraphError('UNAVAILABLE', 'the connection was refused');
  await expect(ask('done')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
});

test('errors are not kept: not of a call, not of a slot, not of a part of a run', async () => {
  const part = new RungraphError('PROTOCOL', 'these params cannot be read');
  const { ask, calls, failing } = cached({ runs: [run('half', { params: part })] });
  failing.error = new RungraphError('TIMEOUT', 'too slow');
  await expect(ask('half')).rejects.toMatchObject({ code: 'TIMEOUT' });
  delete failing.error;
  for (let time = 0; time < 2; time += 1)
    expect(await ask('half')).toMatchObject({ cache: 'MISS', found: { params: part } });
  expect(calls).toHaveLength(3);
});

test('runs that an adapter has at hand are not kept again, and their series are, for as long as they are over', async () => {
  const calls: string[] = [];
  const bare = memoryAdapter({
    runs: [run('done')],
    capabilities: everything,
    onCall: (method) => void calls.push(method),
  });
  const capabilities = { ...everything, listing: { atHand: true as const } };
  const wrap = { source: 's', capabilities, deadlineMs: 10_000, fresh };
  const adapter = openCache(settings, quietLog, { now: () => 0 }).wrap(bare, wrap);
  const whole = { runId: 'done', projectId: 'p', metric: 'm', context: null, from: null, to: null, maxPoints: null };
  for (let round = 0; round < 2; round += 1) {
    const context = callContext({ meter: openMeter() });
    await adapter.getRuns(context, ['done']);
    expect(context.meter.cache).toBe(openMeter().cache);
    await adapter.getSeries(context, [whole]);
  }
  expect(calls).toEqual(['getRuns', 'getSeries', 'getRuns']);
});

test('a series is kept with all its columns', async () => {
  const columns = {
    steps: [1n, 2n ** 60n],
    values: Float64Array.of(0.5, Number.NaN),
    timestamps: Float64Array.of(1, 2),
  };
  const series = { ...columns, epochs: Float64Array.of(Number.NaN, 3), totalPoints: 2, complete: true };
  const { adapter, calls } = cached({ series: () => series });
  const whole = { runId: 'done', projectId: 'p', metric: 'm', context: null, from: null, to: null, maxPoints: null };
  for (let round = 0; round < 2; round += 1) expect(await adapter.getSeries(callContext(), [whole])).toEqual([series]);
  expect(calls).toEqual(['getSeries']);
});

test('a hundred who ask at once cause one call', async () => {
  const { ask, calls } = cached({ onCall: settle });
  const answers = await Promise.all(Array.from({ length: 100 }, () => ask('done')));
  expect(answers.every(({ found }) => found !== null)).toBe(true);
  expect(calls).toEqual(['getRuns']);
});

test('of a batch only what is missing is asked for, in its place', async () => {
  const { adapter, ask } = cached();
  await ask('done');
  const context = callContext({ meter: openMeter() });
  const slots = await adapter.getRuns(context, ['going', 'done', 'nobody', 'going']);
  expect(slots).toMatchObject([{ nativeId: 'going' }, { nativeId: 'done' }, null, { nativeId: 'going' }]);
  expect(context.meter).toMatchObject({ upstreamCalls: 1, cache: 'MISS' });
});

test('one item that cannot be read takes none of those that are kept; a refusal takes all', async () => {
  const { adapter, failing, ask } = cached();
  await ask('done');
  failing.error = new RungraphError('UNAVAILABLE', 'the connection was refused');
  const slots = await adapter.getRuns(callContext(), ['done', 'going']);
  expect(slots).toMatchObject([{ nativeId: 'done' }, { code: 'UNAVAILABLE' }]);
  failing.error = new RungraphError('UNAUTHENTICATED', 'who are you');
  await expect(adapter.getRuns(callContext(), ['done', 'going'])).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('nine series that are kept are given out while the tracker is down, and the tenth is an error', async () => {
  const runs = Array.from({ length: 10 }, (_run, index) => run(`r${index}`, { metrics: [metric('loss', 1)] }));
  let down = false;
  const onCall = (method: string): void => {
    if (down && method === 'getSeries') throw new RungraphError('UNAVAILABLE', 'the connection was refused');
  };
  const { gateway } = await cachedGateway({ s: { runs, capabilities: everything, onCall } });
  const ask = (last: number) =>
    gateway.execute(
      `{ ${runs
        .slice(0, last)
        .map((_run, at) => `r${at}: run(id: "s/r${at}") { metric(key: "loss") { series { steps } } }`)
        .join(' ')} }`,
    );
  await ask(9);
  down = true;
  const { data, errors } = await ask(10);
  await gateway.close();
  expect(errors).toMatchObject([
    { path: ['r9', 'metric', 'series'], extensions: { code: 'UNAVAILABLE', source: 's' } },
  ]);
  expect(JSON.stringify(data).match(/"series":\{"steps"/g)).toHaveLength(9);
});

test('who wants nothing from the cache gets nothing from it, and the answer serves the others', async () => {
  const { ask, calls } = cached();
  await ask('done');
  expect(await ask('done', true)).toMatchObject({ cache: 'BYPASS', upstreamCalls: 1 });
  expect((await ask('done')).cache).toBe('HIT');
  expect(calls).toHaveLength(2);
});

test('a client that goes away ends the call, unless others wait for it', async () => {
  const ended: string[] = [];
  const onCall: MemoryTracker['onCall'] = (_method, { signal }) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, 40);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        ended.push('aborted');
        reject(new RungraphError('CANCELLED', 'gone'));
      });
    });
  const { adapter, ask } = cached({ onCall });
  const [leaving, alone] = [new AbortController(), new AbortController()];
  const both = [adapter.getRuns(callContext({ signal: leaving.signal }), ['done']), ask('done')] as const;
  await settle();
  leaving.abort();
  await Promise.allSettled(both);
  expect(await both[1]).toMatchObject({ found: { nativeId: 'done' } });
  expect(ended).toEqual([]);
  const going = adapter.getRuns(callContext({ signal: alone.signal }), ['going']);
  await settle();
  alone.abort();
  await Promise.allSettled([going]);
  expect(ended).toEqual(['aborted']);
});

test('a run is dropped with the lists that may hold it, a source with all', async () => {
  const { adapter, cache, ask, calls } = cached();
  const search = {
    projects: null,
    filter: { kind: 'and', filters: [] },
    order: null,
    archived: 'EXCLUDE',
    limit: 9,
    after: null,
  } as const;
  const list = () => adapter.searchRuns(callContext(), search);
  await ask('done');
  await ask('going');
  await list();
  await list();
  expect(calls).toHaveLength(3);
  expect(await cache.purge('s', 'done')).toBe(2);
  await list();
  await ask('going');
  expect(calls).toHaveLength(4);
  expect(await cache.purge('s', null)).toBe(2);
  expect(await cache.purge('s', null)).toBe(0);
});

test('two callers never share an answer', async () => {
  const { adapter } = cached({
    onCall: () => undefined,
  });
  const [a, b] = ['token-a', 'token-b'].map((principal) => callContext({ principal, meter: openMeter() }));
  if (a === undefined || b === undefined) throw new Error('two callers');
  await adapter.getRuns(a, ['done']);
  await adapter.getRuns(b, ['done']);
  expect(b.meter).toMatchObject({ cache: 'MISS', upstreamCalls: 1 });
});

test('an entry comes back from bytes as it was; bytes that are none are no entry', () => {
  const values = fc.oneof(fc.double(), fc.bigInt(), fc.string(), fc.boolean(), fc.constant(null), fc.float64Array());
  const lifetime = { freshMs: 1, staleMs: 2, errorMs: 3 };
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.array(values)), fc.nat(), (value, readAt) => {
      const entry: Entry = { value, readAt, lifetime };
      expect(decodeEntry(encodeEntry(entry))).toEqual(entry);
    }),
  );
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect(decodeEntry(Buffer.from(bytes))).toBeUndefined();
    }),
  );
  const page = { value: Array.from({ length: 200 }, (_run, index): Run => run(String(index))), readAt: 1, lifetime };
  expect(encodeEntry(page).length).toBeLessThan(JSON.stringify(page).length / 5);
  expect(decodeEntry(encodeEntry(page).subarray(0, 500))).toBeUndefined();
});
