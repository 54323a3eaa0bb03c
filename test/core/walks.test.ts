import { assembleSource } from '../../src/assemble/assemble-source.ts';
import type { Capabilities } from '../../src/contract/capabilities.ts';
import { openCache } from '../../src/core/cache/open-cache.ts';
import type { RunListRequest } from '../../src/core/query/run-selection.ts';
import { searchRuns, type RunList } from '../../src/core/query/search-runs.ts';
import type { Source } from '../../src/core/sources/source.ts';
import { everything, memoryAdapter } from '../support/memory-adapter.ts';
import { ask, by, clause } from '../support/questions.ts';
import { quietLog, quietScope } from '../support/quiet-scope.ts';
import { run } from '../support/runs.ts';
import { testTracker } from '../support/test-tracker.ts';

// Walking through a list that the gateway sorts: every page needs all rows, and the tracker sends them once.

const lists = 600_000;
const fresh = { lists, running: lists, finished: lists, finishedSeries: lists, missing: lists };
const byName = { order: [by({ kind: 'name' })] };

const runs = Array.from({ length: 1_000 }, (_run, index) => {
  const name = String((index * 7919) % 1_000).padStart(4, '0');
  return run(`r${index}`, { name, projectId: `p${index % 3}`, startedAt: index });
});
const projects = ['p0', 'p1', 'p2'].map((id) => {
  return { nativeId: id, name: id, url: null, description: null, createdAt: null, archived: false };
});
const inOrder = runs.map(({ name }) => name).sort();

interface Opened {
  readonly source: Source;
  readonly clock: { now: number };
  /** Calls of the tracker. */
  readonly calls: string[];
}

/** A source behind the cache, with a clock that each call of the tracker moves. */
async function open(capabilities: Capabilities, callMs = 0, positions = false): Promise<Opened> {
  const clock = { now: Date.now() };
  const calls: string[] = [];
  const bare = memoryAdapter({
    runs,
    projects,
    capabilities,
    positions,
    onCall(method) {
      if (method === 'searchRuns') calls.push(method);
      if (method === 'searchRuns') clock.now += callMs;
    },
  });
  const cache = openCache({ memoryMb: 64, answersMb: 8, staleMs: 10_000, errorMs: 100_000 }, quietLog, {
    now: () => clock.now,
  });
  const kind = testTracker(bare, capabilities);
  const plan = { id: 'a', tracker: kind, opened: kind.open({}), deadlineMs: 15_000, concurrency: 4, freshMs: fresh };
  return { source: await assembleSource(plan, { log: quietLog, cache }), clock, calls };
}

/** Every page, with how often the tracker was called for each. */
async function walk(
  { source, clock, calls }: Opened,
  sizes: readonly number[],
  parts: Partial<RunListRequest> = byName,
) {
  const scope = quietScope({ now: () => clock.now });
  const pages: RunList[] = [];
  const called: number[] = [];
  let after: string | null = null;
  do {
    const first = sizes[pages.length % sizes.length] ?? 100;
    const list: RunList = await searchRuns(scope, ask([source], { ...parts, first, after }));
    pages.push(list);
    called.push(calls.splice(0).length);
    after = list.hasNextPage ? list.endCursor : null;
  } while (after !== null);
  return { pages, called, names: pages.flatMap(({ items }) => items.map((row) => row.run.name)) };
}

const unsorted: Capabilities = { ...everything, sorts: [] };

test.each([
  ['pages of one size', [100], 0],
  ['pages of several sizes', [100, 7, 400], 0],
  ['a tracker that becomes slow', [100], 2_000],
  ['a tracker that is very slow', [100], 5_000],
])('%s: behind the first page the tracker is not called', async (_what, sizes, callMs) => {
  const { pages, called, names } = await walk(await open(unsorted, callMs), sizes);
  expect(names).toEqual(inOrder);
  const [first = 0, ...rest] = called;
  expect(first).toBeGreaterThan(1);
  expect(rest).toEqual(rest.map(() => 0));
  for (const [index, { reports }] of pages.entries()) {
    expect(reports).toMatchObject([{ state: 'OK', rowsScanned: 1_000, upstreamCalls: index === 0 ? first : 0 }]);
  }
});

test('so it is where each project is a search of its own', async () => {
  const limits = { ...everything.limits, searchProjects: 1 as const };
  const { called, names } = await walk(await open({ ...unsorted, limits }, 2_000), [100]);
  expect(names).toEqual(inOrder);
  expect(called.slice(1)).toEqual(called.slice(1).map(() => 0));
});

test('so it is behind any row of a page', async () => {
  const opened = await open(unsorted, 2_000);
  const scope = quietScope({ now: () => opened.clock.now });
  const page = await searchRuns(scope, ask([opened.source], { ...byName, first: 100 }));
  opened.calls.length = 0;
  const after = page.cursors()[49] ?? null;
  const next = await searchRuns(scope, ask([opened.source], { ...byName, first: 10, after }));
  expect(next.items.map((row) => row.run.name)).toEqual(inOrder.slice(50, 60));
  expect(opened.calls).toEqual([]);
});

test.each([true, false])(
  'where the gateway filters, a page of the tracker serves all pages of the list that it has rows for (positions: %s)',
  async (positions) => {
    const filter = clause({ kind: 'projectName' }, 'ne', 'p2');
    const or = { kind: 'or' as const, filters: [filter, clause({ kind: 'name' }, 'eq', 'none')] };
    const newest = runs.filter(({ projectId }) => projectId !== 'p2').reverse();
    for (const callMs of [0, 2_000]) {
      const { called, names } = await walk(await open(everything, callMs, positions), [30, 20], { filter: or });
      expect(names).toEqual(newest.map(({ name }) => name));
      const calls = called.reduce((sum, count) => sum + count, 0);
      // 200 rows at first, and as many or twice as many each time.
      expect(calls).toBeLessThanOrEqual(callMs === 0 ? 3 : 5);
    }
  },
);
