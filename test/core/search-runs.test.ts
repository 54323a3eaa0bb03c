import { RungraphError } from '../../src/contract/error.ts';
import { searchRuns, type RunList } from '../../src/core/query/search-runs.ts';
import { everything, memoryAdapter, type MemoryTracker } from '../support/memory-adapter.ts';
import { ask, by, clause, metricField } from '../support/questions.ts';
import { quietScope, sourceOf } from '../support/quiet-scope.ts';
import { metric, run } from '../support/runs.ts';

const hundred = Array.from({ length: 100 }, (_run, index) =>
  run(`r${String(index).padStart(3, '0')}`, {
    startedAt: 1000 - index,
    status: index % 10 === 0 ? 'FAILED' : 'FINISHED',
  }),
);

function source(id: string, tracker: Partial<MemoryTracker> = {}, deadlineMs?: number) {
  const whole = { runs: hundred, capabilities: everything, ...tracker };
  return sourceOf(id, memoryAdapter(whole), whole.capabilities, deadlineMs);
}

const idsOf = (list: RunList): readonly string[] => list.items.map((row) => row.run.nativeId);
const failing = (error: RungraphError) => () => {
  throw error;
};

test('a page without a residual costs one call, asks for one run more than it shows, and goes on from there', async () => {
  const limits: (number | undefined)[] = [];
  const one = source('a', {
    positions: true,
    onCall: (method, _context, search) => {
      if (method === 'searchRuns') limits.push(search?.limit);
    },
  });
  const first = await searchRuns(quietScope(), ask([one], { first: 20 }));
  const second = await searchRuns(quietScope(), ask([one], { first: 20, after: first.endCursor }));
  expect(limits).toEqual([21, 21]);
  expect(idsOf(second)).toEqual(hundred.slice(20, 40).map(({ nativeId }) => nativeId));
  expect(first.reports).toMatchObject([{ state: 'OK', upstreamCalls: 1, rowsScanned: 21, rowsReturned: 20 }]);
});

test('where a tracker leaves ties in any order, a page in the default order still costs one call, and is in order', async () => {
  const tied = hundred.map((one, index) => ({ ...one, startedAt: 1000 - Math.floor(index / 2) }));
  const swapped = tied.map((_one, index) => tied[index ^ 1]).filter((one) => one !== undefined);
  const one = source('a', { positions: true, runs: swapped, capabilities: { ...everything, ties: 'none' } });
  const first = await searchRuns(quietScope(), ask([one], { first: 20 }));
  const second = await searchRuns(quietScope(), ask([one], { first: 20, after: first.endCursor }));
  expect([...idsOf(first), ...idsOf(second)]).toEqual(hundred.slice(0, 40).map(({ nativeId }) => nativeId));
  expect([...first.reports, ...second.reports]).toMatchObject([{ upstreamCalls: 1 }, { upstreamCalls: 1 }]);
});

test('every cursor of a page goes on behind its own row', async () => {
  for (const positions of [true, false]) {
    const sources = [source('a', { positions, pageCap: 7 }), source('b', { positions })];
    const page = await searchRuns(quietScope(), ask(sources, { first: 30 }));
    const cursors = page.cursors();
    for (const [index, after] of cursors.entries()) {
      const next = await searchRuns(quietScope(), ask(sources, { first: 5, after }));
      const both = hundred.flatMap(({ nativeId }) => [nativeId, nativeId]);
      expect(idsOf(next)).toEqual(both.slice(index + 1, index + 6));
    }
    expect(cursors.at(-1)).toBe(page.endCursor);
  }
});

test('a source that fails is reported, and harms no other', async () => {
  const error = new RungraphError('UNAVAILABLE', 'the connection was refused');
  const list = await searchRuns(
    quietScope(),
    ask([source('a'), source('b', { onCall: failing(error) })], { first: 3 }),
  );
  expect(idsOf(list)).toEqual(['r000', 'r001', 'r002']);
  expect(list.reports).toMatchObject([
    { source: 'a', state: 'OK', code: null },
    { source: 'b', state: 'FAILED', code: 'UNAVAILABLE', message: 'the connection was refused' },
  ]);
  expect(list.totalCount).toBeNull();
});

test('under strict a source that fails is an error with its code and its name', async () => {
  const error = new RungraphError('RATE_LIMITED', 'slow down');
  const asked = searchRuns(quietScope(), ask([source('a'), source('b', { onCall: failing(error) })], { strict: true }));
  await expect(asked).rejects.toMatchObject({ code: 'RATE_LIMITED', source: 'b' });
});

test('a source that was down joins on a later page, from its beginning: nothing of it is lost', async () => {
  let down = true;
  const flaky = source('b', {
    runs: hundred.slice(0, 5),
    onCall: (method) => {
      if (down && method === 'searchRuns') throw new RungraphError('UNAVAILABLE', 'down');
    },
  });
  const sources = [source('a', { runs: hundred.slice(0, 8) }), flaky];
  const first = await searchRuns(quietScope(), ask(sources, { first: 4 }));
  down = false;
  const second = await searchRuns(quietScope(), ask(sources, { first: 20, after: first.endCursor }));
  const seen = [...first.items, ...second.items].map((row) => `${row.source}/${row.run.nativeId}`).sort();
  expect(seen).toEqual([
    ...hundred.slice(0, 8).map(({ nativeId }) => `a/${nativeId}`),
    ...hundred.slice(0, 5).map(({ nativeId }) => `b/${nativeId}`),
  ]);
});

test('a source whose deadline is over while it has answered nothing is FAILED with TIMEOUT', async () => {
  const never = source(
    'b',
    { onCall: (method) => (method === 'searchRuns' ? new Promise(() => undefined) : undefined) },
    30,
  );
  const list = await searchRuns(quietScope(), ask([source('a'), never], { first: 2 }));
  expect(list.reports[1]).toMatchObject({ state: 'FAILED', code: 'TIMEOUT' });
  expect(idsOf(list)).toEqual(['r000', 'r001']);
});

test('time that runs out between pages makes the page partial, and the cursor goes on', async () => {
  let calls = 0;
  const slow = source(
    'a',
    {
      capabilities: { ...everything, limits: { clauses: 100, pageRuns: 10 } },
      onCall: (method) => {
        if (method !== 'searchRuns') return undefined;
        calls += 1;
        return calls === 3 ? new Promise(() => undefined) : undefined;
      },
    },
    60,
  );
  const filter = clause({ kind: 'status' }, 'eq', 'FAILED');
  const first = await searchRuns(quietScope(), ask([slow], { filter, first: 5 }));
  expect(idsOf(first)).toEqual(['r000', 'r010']);
  expect(first.reports[0]).toMatchObject({ state: 'PARTIAL', rowsScanned: 20 });
  expect(first.reports[0]?.message).toContain('pass endCursor');
  expect(first.hasNextPage).toBe(true);
  const second = await searchRuns(quietScope(), ask([slow], { filter, first: 5, after: first.endCursor }));
  expect(idsOf(second)).toEqual(['r020', 'r030', 'r040', 'r050', 'r060']);
});

test('a gateway sort that time cuts short gives what was read, sorted, says so, and is an error under strict', async () => {
  let calls = 0;
  const slow = source(
    'a',
    {
      capabilities: { ...everything, limits: { clauses: 100, pageRuns: 10 } },
      onCall: (method) => {
        calls += method === 'searchRuns' ? 1 : 0;
        return calls % 3 === 0 && method === 'searchRuns' ? new Promise(() => undefined) : undefined;
      },
    },
    60,
  );
  const order = [by({ kind: 'name' })];
  const list = await searchRuns(quietScope(), ask([slow], { order }));
  expect(idsOf(list)).toEqual(hundred.slice(0, 20).map(({ nativeId }) => nativeId));
  expect(list.hasNextPage).toBe(false);
  expect(list.reports[0]).toMatchObject({ state: 'PARTIAL' });
  await expect(searchRuns(quietScope(), ask([slow], { order, strict: true }))).rejects.toMatchObject({
    code: 'TIMEOUT',
  });
});

test('a list that was read whole tells its length, even where no tracker counts', async () => {
  const filter = clause({ kind: 'status' }, 'eq', 'FAILED');
  expect((await searchRuns(quietScope(), ask([source('a'), source('b')], { filter }))).totalCount).toBe(20);
  expect((await searchRuns(quietScope(), ask([source('a')], { first: 20 }))).totalCount).toBeNull();
});

test('a cursor of another question, a foreign text and a mangled cursor are refused', async () => {
  const one = source('a');
  const { endCursor } = await searchRuns(quietScope(), ask([one], { first: 2 }));
  const other = { order: [by({ kind: 'name' })], after: endCursor };
  await expect(searchRuns(quietScope(), ask([one], other))).rejects.toMatchObject({ code: 'INVALID_QUERY' });
  for (const after of ['', 'x', '{}', 'bnVsbA', `${endCursor ?? ''}AA`.slice(5)]) {
    await expect(searchRuns(quietScope(), ask([one], { after }))).rejects.toMatchObject({ code: 'INVALID_QUERY' });
  }
});

test('aggregates that no summary holds are computed from series, for runs that pass the cheap clauses alone', async () => {
  const asked: string[][] = [];
  const runs = hundred.map((one, index) => ({ ...one, metrics: [metric('q', index)] }));
  const adapter = memoryAdapter({
    runs,
    capabilities: { ...everything, summaries: ['last', 'lastStep'] },
    series: (runId) => {
      const values = Float64Array.of(Number(runId.slice(1)) % 7, Number.NaN, 3);
      return { steps: Float64Array.of(0, 1, 2), values, timestamps: values, totalPoints: 3, complete: true };
    },
  });
  const counted = sourceOf(
    'a',
    {
      ...adapter,
      getSeries: (context, requests) => {
        asked.push(requests.map(({ runId }) => runId));
        return adapter.getSeries(context, requests);
      },
    },
    everything,
  );
  const filter = {
    kind: 'and' as const,
    filters: [clause(metricField('q', 'MIN'), 'lt', 1), clause({ kind: 'status' }, 'eq', 'FAILED')],
  };
  const list = await searchRuns(quietScope(), ask([counted], { filter }));
  expect(idsOf(list)).toEqual(['r000', 'r070']);
  expect(asked).toHaveLength(1);
  expect(asked[0]).toHaveLength(10);
});

test('a client that goes away ends every call', async () => {
  const gone = new AbortController();
  let aborted = 0;
  const slow = source('a', {
    onCall: (method, context) => {
      if (method !== 'searchRuns') return undefined;
      context.signal.addEventListener('abort', () => (aborted += 1));
      setTimeout(() => gone.abort(), 5);
      return new Promise(() => undefined);
    },
  });
  const list = await searchRuns(quietScope({ signal: gone.signal }), ask([slow]));
  expect(list.reports[0]).toMatchObject({ state: 'FAILED', code: 'CANCELLED' });
  expect(aborted).toBe(1);
});

test('where a tracker tells that its list may lack runs, the report is PARTIAL and says why', async () => {
  const one = source('a', { partial: 'The list changed while it was read.' });
  const list = await searchRuns(quietScope(), ask([one], { first: 20 }));
  expect(list.reports).toMatchObject([{ state: 'PARTIAL', message: 'The list changed while it was read.' }]);
  expect(idsOf(list)).toHaveLength(20);
});

test('a source that the filter excludes is not asked, and a parent by reference is asked for by its native id', async () => {
  const asked: string[] = [];
  const open = (id: string) =>
    source(id, {
      runs: [run('parent'), run('child', { parentId: 'parent' })],
      capabilities: { ...everything, clauses: [{ fields: ['parent'], support: 'exact' }] },
      onCall(method) {
        if (method === 'searchRuns') asked.push(id);
      },
    });
  const sources = [open('a'), open('b')];
  const inB = clause({ kind: 'source' }, 'eq', 'b');
  expect((await searchRuns(quietScope(), ask(sources, { filter: inB }))).items).toHaveLength(2);
  expect(asked).toEqual(['b']);
  const children = clause({ kind: 'parentRef' }, 'eq', 'b/parent');
  const list = await searchRuns(quietScope(), ask(sources, { filter: children }));
  expect(idsOf(list)).toEqual(['child']);
  expect(asked).toEqual(['b', 'b']);
  expect(list.reports[1]).toMatchObject({ pushed: ['parent eq "parent"'], residual: [] });
});
