import type { RunSearch } from '../../src/contract/adapter.ts';
import type { Capabilities } from '../../src/contract/capabilities.ts';
import type { Project } from '../../src/contract/project.ts';
import type { Run } from '../../src/contract/run.ts';
import { searchRuns, type RunList } from '../../src/core/query/search-runs.ts';
import { everything, memoryAdapter, type MemoryTracker } from '../support/memory-adapter.ts';
import { ask, clause } from '../support/questions.ts';
import { quietScope, sourceOf } from '../support/quiet-scope.ts';
import { run } from '../support/runs.ts';

// A tracker whose search takes one project: the core asks each, and the list is one.

const oneProject: Capabilities = {
  ...everything,
  clauses: [{ fields: ['status'], support: 'exact' }],
  limits: { ...everything.limits, searchProjects: 1 },
};

function project(nativeId: string, archived = false): Project {
  return { nativeId, name: nativeId, url: null, description: null, createdAt: null, archived };
}

/** As many projects as asked for, with two runs each that are far apart in time. */
const many = 1_000;
const manyProjects = Array.from({ length: many }, (_one, index) => project(`team/project-number-${index}`));
const manyRuns = manyProjects.flatMap(({ nativeId: projectId }, index): readonly Run[] => [
  run(`${projectId}/new`, { projectId, startedAt: 10_000 + index, status: index < 300 ? 'FAILED' : 'FINISHED' }),
  run(`${projectId}/old`, { projectId, startedAt: index }),
]);

function open(tracker: Partial<MemoryTracker>) {
  const searches: RunSearch[] = [];
  const adapter = memoryAdapter({
    runs: manyRuns,
    projects: manyProjects,
    capabilities: oneProject,
    positions: true,
    counts: true,
    onCall: (_method, _context, search) => {
      if (search !== undefined) searches.push(search);
    },
    ...tracker,
  });
  return { source: sourceOf('a', adapter, oneProject), searches };
}

const idsOf = (list: RunList): readonly string[] => list.items.map(({ run: { nativeId } }) => nativeId);
const newestFirst = (runs: readonly Run[]): readonly string[] =>
  [...runs].sort((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0)).map(({ nativeId }) => nativeId);

test('a thousand projects are one list, and its cursors stay short', async () => {
  const { source, searches } = open({});
  const first = await searchRuns(quietScope(), ask([source], { first: 20 }));
  expect(searches).toHaveLength(many);
  const second = await searchRuns(quietScope(), ask([source], { first: 20, after: first.endCursor }));
  expect([...idsOf(first), ...idsOf(second)]).toEqual(newestFirst(manyRuns).slice(0, 40));
  expect([first.totalCount, second.totalCount]).toEqual([2 * many, 2 * many]);
  expect(first.endCursor?.length).toBeLessThan(2_000);
});

test('projects without anything more are not asked again, and cost a few letters of a cursor', async () => {
  const { source, searches } = open({});
  const filter = clause({ kind: 'status' }, 'eq', 'FAILED');
  const first = await searchRuns(quietScope(), ask([source], { first: 20, filter }));
  searches.length = 0;
  const second = await searchRuns(quietScope(), ask([source], { first: 20, filter, after: first.endCursor }));
  // The 280 projects whose failed run was not on the first page.
  expect(searches).toHaveLength(280);
  const failed = newestFirst(manyRuns.filter(({ status }) => status === 'FAILED'));
  expect([...idsOf(first), ...idsOf(second)]).toEqual(failed.slice(0, 40));
  expect([first.totalCount, second.totalCount]).toEqual([300, 300]);
  expect(first.endCursor?.length).toBeLessThan(10 * many);
});

test('every cursor within a page goes on behind its own row, however many projects there are', async () => {
  const { source } = open({});
  const page = await searchRuns(quietScope(), ask([source], { first: 30 }));
  const expected = newestFirst(manyRuns);
  for (const index of [0, 7, 8, 9, 28, 29]) {
    const after = page.cursors()[index] ?? null;
    expect(idsOf(await searchRuns(quietScope(), ask([source], { first: 3, after })))).toEqual(
      expected.slice(index + 1, index + 4),
    );
  }
});

test('one large project among many fills a page in a few more calls', async () => {
  const large = Array.from({ length: 500 }, (_run, index) =>
    run(`large/${index}`, { projectId: 'large', startedAt: 100_000 - index }),
  );
  const { source, searches } = open({ runs: [...manyRuns, ...large], projects: [...manyProjects, project('large')] });
  const list = await searchRuns(quietScope(), ask([source], { first: 200 }));
  expect(idsOf(list)).toEqual(large.slice(0, 200).map(({ nativeId }) => nativeId));
  expect(searches.filter(({ projects }) => projects?.[0] === 'large').length).toBeLessThanOrEqual(6);
  expect(searches.length).toBeLessThanOrEqual(many + 6);
});

test('projects that come and go between pages repeat nothing, and hide nothing of the others', async () => {
  const few = ['p', 'q', 'r', 's'].map((id) => project(id));
  const runs = few.flatMap(({ nativeId: projectId }, index) =>
    Array.from({ length: 6 }, (_run, at) => run(`${projectId}${at}`, { projectId, startedAt: 100 * at + index })),
  );
  const late = run('t0', { projectId: 't', startedAt: 1 });
  const before = open({ runs, projects: few });
  const first = await searchRuns(quietScope(), ask([before.source], { first: 7 }));
  const after = open({
    runs: [...runs.filter(({ projectId }) => projectId !== 'q'), late],
    projects: [project('t'), ...few.filter(({ nativeId }) => nativeId !== 'q')],
  });
  const second = await searchRuns(quietScope(), ask([after.source], { first: 100, after: first.endCursor }));
  const seen = idsOf(first);
  const left = [...runs.filter(({ projectId }) => projectId !== 'q'), late];
  expect(idsOf(second)).toEqual(newestFirst(left).filter((id) => !seen.includes(id)));
});

test('where the gateway sorts, all projects are read, a few at a time', async () => {
  let [open_, most] = [0, 0];
  const { source } = open({
    async onCall(method) {
      if (method !== 'searchRuns') return;
      most = Math.max(most, (open_ += 1));
      await new Promise((resolve) => setImmediate(resolve));
      open_ -= 1;
    },
  });
  const order = [{ field: { kind: 'name' as const }, descending: false }];
  const list = await searchRuns(quietScope(), ask([source], { first: 20, order }));
  expect(idsOf(list)).toEqual(newestFirst(manyRuns).slice(0, 20));
  expect(list.totalCount).toBe(2 * many);
  expect(most).toBeLessThanOrEqual(25);
});

test('archived projects are searched like the others, and projects that were named are the only ones', async () => {
  const projects = [project('p'), project('q'), project('old', true)];
  const runs = projects.map(({ nativeId }, index) => run(`${nativeId}0`, { projectId: nativeId, startedAt: index }));
  const { source, searches } = open({ runs, projects });
  expect(idsOf(await searchRuns(quietScope(), ask([source])))).toEqual(['old0', 'q0', 'p0']);
  searches.length = 0;
  const within = [{ source, projects: ['q'] }];
  expect(idsOf(await searchRuns(quietScope(), { ...ask([source]), within }))).toEqual(['q0']);
  expect(searches.map(({ projects: asked }) => asked)).toEqual([['q']]);
});
