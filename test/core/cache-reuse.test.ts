import { openMeter } from '../../src/contract/context.ts';
import { allKeys, emptyProjection, type Projection } from '../../src/contract/projection.ts';
import type { Series } from '../../src/contract/series.ts';
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
  const adapter = cache.wrap('s', { ...bare, ...parts }, { deadlineMs: 10_000, fresh });
  const context = (projection: Partial<Projection> = {}) =>
    callContext({ meter: openMeter(), projection: { ...emptyProjection, ...projection } });
  return { adapter, cache, calls, clock, context, runs };
}

test('a page serves its runs to whoever asks for one of them with no more selected', async () => {
  const { adapter, calls, clock, context, runs } = cached();
  await adapter.searchRuns(context({ params: allKeys, parts: ['notes'] }), firstRuns);
  const one = context({ params: some('lr') });
  expect(await adapter.getRuns(one, ['done'])).toEqual([runs[0]]);
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

test.each([true, false])(
  'of a run that goes on only the tail is read again where series only grow: %s',
  async (grow) => {
    let points = [0, 1, 2];
    const asked: unknown[] = [];
    const seriesOf = (from: number): Series => {
      const steps = Float64Array.from(points.filter((step) => step >= from));
      const [values, timestamps] = [steps.map((step) => step * 10), steps.map((step) => step + 100)];
      return { steps, values, timestamps, totalPoints: steps.length, complete: true };
    };
    const { adapter, clock, context } = cached({
      ...(grow ? { seriesOnlyGrow: true as const } : {}),
      getSeries(_context, requests) {
        asked.push(...requests.map(({ from }) => from));
        return Promise.resolve(requests.map(({ from }) => seriesOf(Number(from ?? -1))));
      },
    });
    await adapter.getRuns(context(), ['going']);
    const request = {
      runId: 'going',
      projectId: 'p',
      metric: 'loss',
      context: null,
      from: null,
      to: null,
      maxPoints: null,
    };
    await adapter.getSeries(context(), [request]);
    points = [0, 1, 2, 2, 3];
    clock.now += 20_000;
    const [series] = await adapter.getSeries(context(), [request]);
    expect(series).toEqual(seriesOf(-1));
    expect(asked).toEqual([null, grow ? 2 : null]);
  },
);

test('what was on its way while a purge came is given out and not kept', async () => {
  let land: (() => void) | undefined;
  const { adapter, cache, context, runs } = cached({
    getRuns: () => new Promise((resolve) => (land = () => resolve([runs[0] ?? null]))),
  });
  const waiting = adapter.getRuns(context(), ['done']);
  while (land === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
  await cache.purge('s', 'done');
  land();
  expect(await waiting).toEqual([runs[0]]);
  const again = context();
  const second = adapter.getRuns(again, ['done']);
  await new Promise((resolve) => setTimeout(resolve, 5));
  land();
  await second;
  expect(again.meter.cache).toBe('MISS');
});
