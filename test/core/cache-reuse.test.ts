import { openMeter } from '../../src/core/call/meter.ts';
import { allKeys, emptyProjection, type Projection } from '../../src/contract/projection.ts';
import { openCache } from '../../src/core/cache/open-cache.ts';
import { callContext } from '../support/call-context.ts';
import { everything, memoryAdapter } from '../support/memory-adapter.ts';
import { quietLog } from '../support/quiet-scope.ts';
import { firstRuns } from '../support/run-search.ts';
import { param, run } from '../support/runs.ts';

const fresh = { lists: 5_000, running: 5_000, finished: 60_000, finishedSeries: 600_000, missing: 1_000 };
const some = (...keys: string[]) => ({ all: false, keys, prefixes: [] });

function cached(parts: Partial<ReturnType<typeof memoryAdapter>> = {}) {
  const clock = { now: 1_000_000 };
  const calls: string[] = [];
  const runs = [run('done', { params: [param('lr', 1)] }), run('going', { status: 'RUNNING' })];
  const bare = memoryAdapter({ runs, capabilities: everything, onCall: (method) => void calls.push(method) });
  const settings = { memoryMb: 8, answersMb: 8, staleMs: 10_000, errorMs: 100_000 };
  const cache = openCache(settings, quietLog, { now: () => clock.now });
  const adapter = cache.wrap(
    { ...bare, ...parts },
    { source: 's', capabilities: everything, deadlineMs: 10_000, fresh },
  );
  const context = (projection: Partial<Projection> = {}) =>
    callContext({ meter: openMeter(), projection: { ...emptyProjection, ...projection } });
  return { adapter, cache, calls, clock, context, runs };
}

test('a page serves its runs to whoever asks for one of them with no more selected', async () => {
  const { adapter, calls, clock, context, runs } = cached();
  await adapter.searchRuns(context({ params: allKeys, parts: ['notes'] }), firstRuns);
  const one = context({ params: some('lr') });
  expect(await adapter.getRuns(one, ['done'])).toEqual([{ ...runs[0], asOf: 1_000_000 }]);
  expect([calls, one.meter.cache, one.meter.readAt]).toEqual([['searchRuns'], 'HIT', 1_000_000]);
  // The page is old by now, a run of it that has ended is not.
  clock.now += 30_000;
  const later = context({ params: some('lr') });
  await adapter.getRuns(later, ['done', 'going']);
  expect([calls, later.meter.cache]).toEqual([['searchRuns', 'getRuns'], 'MISS']);
});

test('a page that lacks what is selected does not', async () => {
  const { adapter, calls, context } = cached();
  await adapter.searchRuns(context({ params: some('a') }), firstRuns);
  await adapter.getRuns(context({ params: some('a', 'b') }), ['done']);
  await adapter.getRuns(context({ params: some('a'), parts: ['native'] }), ['done']);
  await adapter.getRuns(context({ params: { all: false, keys: [], prefixes: ['a'] } }), ['done']);
  expect(calls).toEqual(['searchRuns', 'getRuns', 'getRuns', 'getRuns']);
});

test('a run that was read alone serves a narrower question about it', async () => {
  const { adapter, calls, context } = cached();
  await adapter.getRuns(context({ params: allKeys }), ['done']);
  await adapter.getRuns(context({ params: some('lr') }), ['done']);
  expect(calls).toEqual(['getRuns']);
});

test('what was on its way while a purge came is given out and not kept', async () => {
  let land: (() => void) | undefined;
  const { adapter, cache, context, runs } = cached({
    getRuns: () => new Promise((resolve) => (land = () => resolve([runs[0] ?? null]))),
  });
  const waiting = adapter.getRuns(context(), ['done']);
  while (land === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
  await cache.purge('s', 'done');
  land();
  expect(await waiting).toMatchObject([{ nativeId: 'done' }]);
  const again = context();
  const second = adapter.getRuns(again, ['done']);
  await new Promise((resolve) => setTimeout(resolve, 5));
  land();
  await second;
  expect(again.meter.cache).toBe('MISS');
});
