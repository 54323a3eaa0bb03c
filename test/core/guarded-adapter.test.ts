import { RungraphError, isRungraphError, notRepeatable, type ErrorCode } from '../../src/contract/error.ts';
import { toRungraphError } from '../../src/core/resilience/to-rungraph-error.ts';
import { guardAdapter } from '../../src/core/resilience/guard-adapter.ts';
import { openRateBudget } from '../../src/core/resilience/rate-budget.ts';
import { stateOfFailure } from '../../src/core/sources/report.ts';
import { stateOf } from '../../src/core/sources/state.ts';
import { callContext } from '../support/call-context.ts';
import { everything, memoryAdapter } from '../support/memory-adapter.ts';
import { quietLog } from '../support/quiet-scope.ts';
import { firstRuns } from '../support/run-search.ts';
import { run } from '../support/runs.ts';

/** Much longer than the longest wait before another try, on a slow machine too. */
const openMs = { first: 3_000, longest: 3_000 };

/** A tracker that fails as the list says, one entry a call, and then answers. */
function failing(codes: ErrorCode[], retryAfterMs?: number) {
  const asked: number[] = [];
  const bare = memoryAdapter({
    runs: [run('a')],
    capabilities: everything,
    onCall(method) {
      if (method === 'probe') return;
      asked.push(Date.now());
      const code = codes.shift();
      if (code !== undefined)
        throw new RungraphError(code, `${code}!`, retryAfterMs === undefined ? {} : { retryAfterMs });
    },
  });
  return { asked, ...guardAdapter(bare, { source: 's', log: quietLog, openMs }) };
}

test.each(['UNAVAILABLE', 'TIMEOUT', 'RATE_LIMITED'] as const)('%s is tried again, twice at most', async (code) => {
  const once = failing([code]);
  expect((await once.adapter.searchRuns(callContext(), firstRuns)).runs).toHaveLength(1);
  expect(once.asked).toHaveLength(2);
  const always = failing([code, code, code, code]);
  await expect(always.adapter.searchRuns(callContext(), firstRuns)).rejects.toMatchObject({ code });
  expect(always.asked).toHaveLength(3);
});

test.each(['UNAUTHENTICATED', 'INVALID_QUERY', 'NOT_FOUND', 'PROTOCOL', 'INTERNAL', 'CANCELLED'] as const)(
  '%s would come out the same again: it is not tried',
  async (code) => {
    const { adapter, asked } = failing([code]);
    await expect(adapter.searchRuns(callContext(), firstRuns)).rejects.toMatchObject({ code });
    expect(asked).toHaveLength(1);
  },
);

test('what must not be done twice is not tried again, however it failed', async () => {
  let asked = 0;
  const bare = memoryAdapter({
    runs: [run('a')],
    capabilities: everything,
    onCall() {
      asked += 1;
      throw notRepeatable(new RungraphError('UNAVAILABLE', 'the connection broke', { retryAfterMs: 1 }));
    },
  });
  const { adapter } = guardAdapter(bare, { source: 's', log: quietLog, openMs });
  await expect(adapter.searchRuns(callContext(), firstRuns)).rejects.toMatchObject({
    code: 'UNAVAILABLE',
    retryAfterMs: 1,
    repeatable: false,
  });
  expect(asked).toBe(1);
});

test('calls of one list that fail at the same time count once', async () => {
  const down = new RungraphError('UNAVAILABLE', 'down');
  let [calls, broken] = [0, true];
  const bare = memoryAdapter({
    runs: [run('a')],
    capabilities: everything,
    async onCall(method) {
      if (method !== 'searchRuns') return;
      calls += 1;
      await new Promise((resolve) => setImmediate(resolve));
      if (broken) throw down;
    },
  });
  const { adapter, health } = guardAdapter(bare, { source: 's', log: quietLog, openMs });
  const context = callContext();
  const asked = Array.from({ length: 12 }, () => adapter.searchRuns(context, firstRuns));
  await new Promise((resolve) => setImmediate(resolve));
  broken = false;
  expect(await Promise.all(asked)).toHaveLength(12);
  expect(health.breakers().runs).toBe('CLOSED');
  expect(calls).toBe(24);
});

test('a tracker that says when to come back is not asked before, and not at all behind the deadline', async () => {
  const soon = failing(['RATE_LIMITED'], 150);
  await soon.adapter.searchRuns(callContext(), firstRuns);
  const [first = 0, second = 0] = soon.asked;
  expect(second - first).toBeGreaterThanOrEqual(149);
  const late = failing(['RATE_LIMITED'], 5_000);
  const context = callContext({ deadline: Date.now() + 1_000 });
  await expect(late.adapter.searchRuns(context, firstRuns)).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  expect(late.asked).toHaveLength(1);
});

test('of a call of many only what failed is asked again', async () => {
  const asked: (readonly string[])[] = [];
  const bare = memoryAdapter({ runs: [], capabilities: everything });
  const flaky = new Map<string, ErrorCode>([
    ['b', 'UNAVAILABLE'],
    ['d', 'PROTOCOL'],
  ]);
  const { adapter } = guardAdapter(
    {
      ...bare,
      getRuns(_context, ids) {
        asked.push(ids);
        const answer = ids.map((id) => {
          const code = flaky.get(id);
          if (code === 'UNAVAILABLE') flaky.delete(id);
          return code === undefined ? run(id) : new RungraphError(code, 'broken');
        });
        return Promise.resolve(answer);
      },
    },
    { source: 's', log: quietLog },
  );
  const slots = await adapter.getRuns(callContext(), ['a', 'b', 'c', 'd']);
  expect(slots.map((slot) => (isRungraphError(slot) ? slot.code : slot?.nativeId))).toEqual([
    'a',
    'b',
    'c',
    'PROTOCOL',
  ]);
  expect(asked).toEqual([['a', 'b', 'c', 'd'], ['b']]);
});

test('a tracker that keeps failing is left alone, found out about with one call, and trusted again', async () => {
  const codes: ErrorCode[] = Array.from({ length: 5 }, () => 'UNAVAILABLE');
  const { adapter, asked, health } = failing(codes);
  const known = { kind: 'known', answer: await adapter.probe(callContext()), at: 0 } as const;
  const state = () => stateOf({ health }, known);
  await expect(adapter.searchRuns(callContext(), firstRuns)).rejects.toMatchObject({ message: 'UNAVAILABLE!' });
  expect(state()).toBe('DEGRADED');
  const left = await adapter.searchRuns(callContext(), firstRuns).catch(toRungraphError);
  if (!isRungraphError(left)) throw new Error('it was not left alone');
  expect(stateOfFailure(left)).toBe('SKIPPED');
  expect(String(left)).toContain('s failed 5 times in a row and is left alone for a moment. Its last answer: UNAVAIL');
  expect([health.breakers().runs, state()]).toEqual(['OPEN', 'DOWN']);
  const before = asked.length;
  await expect(adapter.getRuns(callContext(), ['a'])).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  expect(asked).toHaveLength(before);
  await new Promise((resolve) => setTimeout(resolve, 3_050));
  expect(await adapter.getRuns(callContext(), ['a'])).toHaveLength(1);
  expect([health.breakers().runs, health.failure(), state()]).toEqual(['CLOSED', null, 'UP']);
});

test('a call of many in which everything failed counts as a failure, and its slots still say why', async () => {
  const bare = memoryAdapter({ runs: [], capabilities: everything });
  const down = new RungraphError('UNAVAILABLE', 'down');
  const { adapter, health } = guardAdapter(
    { ...bare, getRuns: (_context, ids) => Promise.resolve(ids.map(() => down)) },
    { source: 's', log: quietLog, openMs },
  );
  expect(await adapter.getRuns(callContext(), ['a', 'b'])).toEqual([down, down]);
  await expect(adapter.getRuns(callContext(), ['a'])).resolves.toEqual([down]);
  expect(health.breakers().runs).toBe('OPEN');
});

test('nobody waits for another try when the client has gone', async () => {
  const { adapter, asked } = failing(['UNAVAILABLE', 'UNAVAILABLE']);
  const gone = new AbortController();
  const answer = adapter.searchRuns(callContext({ signal: gone.signal }), firstRuns).catch((error: unknown) => error);
  gone.abort(new RungraphError('CANCELLED', 'gone'));
  expect(isRungraphError(await answer)).toBe(true);
  expect(asked.length).toBeLessThanOrEqual(1);
});

test('a budget lets a burst pass and then one request an interval', async () => {
  const clock = { now: 0 };
  const budget = openRateBudget({ perSecond: 10, burst: 3 }, () => clock.now);
  const waits = [];
  for (let count = 0; count < 5; count += 1) waits.push(await budget.take(1_000));
  expect(waits).toEqual([0, 0, 0, 100, 200]);
  expect(await budget.take(100)).toBe(300);
  expect(await budget.take(1_000)).toBe(300);
  clock.now = 10_000;
  expect(await budget.take(0)).toBe(0);
  budget.hold(2_000);
  expect(await budget.take(0)).toBe(2_000);
  clock.now = 12_000;
  expect(await budget.take(0)).toBe(0);
});

test('the call that finds out whether a tracker is well again may ask for its projects on the way', async () => {
  const codes: ErrorCode[] = Array.from({ length: 5 }, () => 'UNAVAILABLE');
  const bare = memoryAdapter({
    runs: [run('a')],
    capabilities: everything,
    onCall(method) {
      const code = method === 'searchRuns' ? codes.shift() : undefined;
      if (code !== undefined) throw new RungraphError(code, `${code}!`);
    },
  });
  const guarded = guardAdapter(
    {
      ...bare,
      async searchRuns(context, search) {
        const projects = await context.projects();
        return { ...(await bare.searchRuns(context, search)), partial: `${String(projects.length)} projects` };
      },
    },
    { source: 's', log: quietLog, openMs },
  );
  const { adapter, health } = guarded;
  const context = callContext({
    projects: async () => (await adapter.listProjects(callContext(), { limit: 10, after: null })).items,
  });
  while (codes.length > 0) await adapter.searchRuns(context, firstRuns).catch(() => undefined);
  expect(health.breakers()).toMatchObject({ projects: 'CLOSED', runs: 'OPEN' });
  await new Promise((resolve) => setTimeout(resolve, 3_050));
  expect((await adapter.searchRuns(context, firstRuns)).runs).toHaveLength(1);
  expect(health.breakers().runs).toBe('CLOSED');
});
