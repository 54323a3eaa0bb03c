import fc from 'fast-check';
import type { Capabilities } from '../../src/contract/capabilities.ts';
import type { Clause, Filter, SortKey } from '../../src/contract/filter.ts';
import type { Project } from '../../src/contract/project.ts';
import type { Run } from '../../src/contract/run.ts';
import { emptyProjection } from '../../src/contract/projection.ts';
import { compileFilter } from '../../src/core/query/evaluate.ts';
import { readRuns } from '../../src/core/query/read-runs.ts';
import { searchRuns } from '../../src/core/query/search-runs.ts';
import { compareTuples, tupleOf } from '../../src/core/query/sort-values.ts';
import type { Source } from '../../src/core/sources/source.ts';
import { everything, memoryAdapter, type MemoryTracker } from '../support/memory-adapter.ts';
import { ask } from '../support/questions.ts';
import { quietScope, sourceOf } from '../support/quiet-scope.ts';
import { metric, param, run } from '../support/runs.ts';

// Whatever a tracker can do, walking all pages of a list gives the same runs in the same order: those that an
// evaluation of everything at once gives. Filters and sorts are right by other tests; this one is about the streams.

const clause = (field: Clause['field'], operator: Clause['operator'], ...operands: Clause['operands']): Clause => {
  return { kind: 'clause', field, operator, operands, ignoreCase: false };
};
const quality = { kind: 'metric', key: 'q', context: undefined, aggregate: 'LAST' } as const;

const someRun = fc.record({
  started: fc.option(fc.integer({ min: 0, max: 4 }), { nil: null }),
  status: fc.constantFrom('FINISHED', 'FAILED', 'RUNNING'),
  q: fc.option(fc.constantFrom(Number.NaN, 0, 0.5, 1, Infinity, -Infinity), { nil: undefined }),
  lr: fc.option(fc.constantFrom<number | string>(0.1, 1, '0.10', 'abc'), { nil: undefined }),
  project: fc.constantFrom('p', 'q', 'old'),
});
const someRuns = fc.array(someRun, { maxLength: 40 }).map((parts) =>
  parts.map(({ started, status, q, lr, project }, index): Run => {
    return run(`r${String((index * 7919) % 1000).padStart(3, '0')}`, {
      projectId: project,
      startedAt: started,
      status,
      metrics: q === undefined ? [] : [metric('q', q)],
      params: lr === undefined ? [] : [param('lr', lr)],
    });
  }),
);

const someClause = fc.constantFrom<Clause>(
  clause({ kind: 'status' }, 'eq', 'FINISHED'),
  clause({ kind: 'status' }, 'in', 'FAILED', 'RUNNING'),
  clause({ kind: 'status' }, 'notIn', 'FAILED'),
  clause(quality, 'gt', 0.2),
  clause(quality, 'exists'),
  clause(quality, 'missing'),
  clause({ kind: 'param', key: 'lr' }, 'lt', 0.5),
  clause({ kind: 'startedAt' }, 'gte', 2),
);
const someFilter: fc.Arbitrary<Filter> = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small' },
    someClause,
    fc.record({ kind: fc.constant('and' as const), filters: fc.array(tie('filter'), { maxLength: 3 }) }),
    fc.record({ kind: fc.constant('or' as const), filters: fc.array(tie('filter'), { maxLength: 3 }) }),
  ),
})).filter;

const someOrder = fc.uniqueArray(
  fc.constantFrom<SortKey>(
    { field: quality, descending: false },
    { field: quality, descending: true },
    { field: { kind: 'status' }, descending: false },
    { field: { kind: 'startedAt' }, descending: false },
    { field: { kind: 'param', key: 'lr' }, descending: true },
  ),
  { maxLength: 2, selector: ({ field }) => field.kind },
);

const someCapabilities: fc.Arbitrary<Capabilities> = fc.record({
  clauses: fc.constantFrom<Capabilities['clauses']>(
    [],
    [{ fields: ['status'], operators: ['eq', 'ne'], support: 'exact' }],
    [{ fields: ['status', 'startedAt', 'metric', 'param'], support: 'exact' }],
    [{ fields: ['status', 'metric'], support: 'inexact' }],
  ),
  or: fc.boolean(),
  sorts: fc.constantFrom<Capabilities['sorts']>(
    [],
    [{ fields: ['startedAt'] }],
    [{ fields: ['startedAt', 'status'] }, { fields: ['metric'], splitsMissing: true }],
  ),
  ties: fc.constantFrom('total', 'none'),
  summaries: fc.constant(everything.summaries),
  limits: fc.record(
    {
      clauses: fc.constantFrom(1, 100),
      pageRuns: fc.integer({ min: 1, max: 50 }),
      getRuns: fc.constant(10),
      searchProjects: fc.constant<1>(1),
    },
    { requiredKeys: ['clauses', 'pageRuns', 'getRuns'] },
  ),
});

const projects = ['p', 'empty', 'q', 'old'].map((nativeId): Project => {
  return { nativeId, name: nativeId, url: null, description: null, createdAt: null, archived: nativeId === 'old' };
});

const someTracker: fc.Arbitrary<MemoryTracker> = fc.record({
  runs: someRuns,
  capabilities: someCapabilities,
  pageCap: fc.integer({ min: 1, max: 30 }),
  positions: fc.boolean(),
  counts: fc.boolean(),
  projects: fc.constant(projects),
});

async function readWhole(
  sources: readonly Source[],
  filter: Filter,
  order: readonly SortKey[] | null,
): Promise<readonly string[]> {
  const found: string[] = [];
  const reading = readRuns(quietScope(), { ...ask(sources, { filter, strict: true }), order });
  for await (const batch of reading.batches) {
    found.push(...batch.map(({ source, run: { nativeId } }) => `${source}/${nativeId}`));
  }
  return found;
}

test('walking all pages of several sources, or reading them at once, gives every match once, in the promised order', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(someTracker, { minLength: 1, maxLength: 3 }),
      someFilter,
      someOrder,
      fc.integer({ min: 1, max: 12 }),
      async (trackers, filter, order, first) => {
        const sources = trackers.map((tracker, index) =>
          sourceOf(`s${index}`, memoryAdapter(tracker), tracker.capabilities),
        );
        const rows = trackers.flatMap((tracker, index) =>
          tracker.runs.map((one) => ({ source: `s${index}`, run: one, projectName: null })),
        );
        const expected = rows
          .filter(compileFilter(filter))
          .sort((a, b) => compareTuples(tupleOf(a, order), tupleOf(b, order), order))
          .map(({ source, run: { nativeId } }) => `${source}/${nativeId}`);

        const found: string[] = [];
        let after: string | null = null;
        for (let page = 0; page < 200; page += 1) {
          const within = sources.map((source) => ({ source, projects: null }));
          const question = {
            within,
            filter,
            order,
            archived: 'EXCLUDE' as const,
            first,
            strict: true,
            projection: emptyProjection,
          };
          const list = await searchRuns(quietScope(), { ...question, after });
          expect(list.items.length).toBeLessThanOrEqual(first);
          if (list.totalCount !== null) expect(list.totalCount).toBe(expected.length);
          found.push(...list.items.map((row) => `${row.source}/${row.run.nativeId}`));
          if (!list.hasNextPage) break;
          expect(list.items.length).toBe(first);
          // Going on behind any row must give the same as going on behind the last one.
          after = list.cursors().at(-1) ?? null;
          expect(after).toBe(list.endCursor);
        }
        expect(found).toEqual(expected);
        expect(await readWhole(sources, filter, order)).toEqual(expected);
        expect([...(await readWhole(sources, filter, null))].sort()).toEqual([...expected].sort());
      },
    ),
    { numRuns: 400 },
  );
});
