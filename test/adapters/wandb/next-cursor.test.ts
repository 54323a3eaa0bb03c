import { nextCursor } from '../../../adapters/wandb/next-cursor.ts';
import { requireGroup } from '../../../src/core/sources/groups.ts';
import { plainRun } from '../../../src/emulator-kit/sample/build-run.ts';
import { callContext } from '../../support/call-context.ts';
import { served } from './served.ts';

const run = plainRun({ key: 'a', project: 'p', name: 'a', startedAt: 0, endedAt: 1 });
const { open } = served({ projects: [{ name: 'p', description: null, createdAt: 0 }], runs: [run] });

test('a list goes on where its server says, and ends where there is no more', () => {
  expect(nextCursor('runs', { hasNextPage: true, endCursor: 'b' }, 'a')).toBe('b');
  expect(nextCursor('runs', { hasNextPage: false, endCursor: 'b' }, 'a')).toBe(null);
  expect(nextCursor('runs', { hasNextPage: false, endCursor: 'a' }, 'a')).toBe(null);
  expect(nextCursor('runs', null, null)).toBe(null);
});

test.each([null, undefined, '', 'a'])(
  'a list that goes on and names no new place (%j) is an error, and not its end',
  (endCursor) => {
    expect(() => nextCursor('runs', { hasNextPage: true, endCursor }, 'a')).toThrow(
      expect.objectContaining({
        code: 'PROTOCOL',
        message: 'The server says that there are more runs, and not where they go on.',
      }) as Error,
    );
  },
);

test('copies that cannot be read to their end are an error: a move that saw some of them would make the others again', async () => {
  const p0 = { runs: { edges: [], pageInfo: { hasNextPage: true, endCursor: null } } };
  const adapter = await open({
    faults: ({ query }) =>
      query.startsWith('query Copies(')
        ? { answer: { status: 200, body: JSON.stringify({ data: { p0 } }) } }
        : undefined,
  });
  const copies = requireGroup(adapter, 'writer').findCopies(callContext(), {
    source: null,
    projects: ['harvest-lab/p'],
  });
  await expect(copies).rejects.toMatchObject({ code: 'PROTOCOL' });
});

test('a run whose links go on without saying where costs no other run its links', async () => {
  const links = (pageInfo: object) => ({ run: { name: 'r', inputArtifacts: { edges: [], pageInfo } } });
  const data = { p0: links({ hasNextPage: true, endCursor: null }), p1: links({ hasNextPage: false }) };
  const adapter = await open({
    faults: ({ query }) =>
      query.startsWith('query RunLinks(') ? { answer: { status: 200, body: JSON.stringify({ data }) } } : undefined,
  });
  const requests = ['a', 'b'].map((name) => ({
    node: { kind: 'Run', nativeId: `harvest-lab/p/${name}` } as const,
    links: [{ kind: 'USED', end: 'from' }] as const,
    limit: 100,
    after: null,
  }));
  const [broken, whole] = await requireGroup(adapter, 'lineage').getEdges(callContext(), requests);
  expect(broken).toMatchObject({ code: 'PROTOCOL' });
  expect(whole).toMatchObject({ edges: [], next: null });
});
