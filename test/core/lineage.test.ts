import { openContentIndex } from '../../src/core/lineage/content-index.ts';
import { openExplorer, type Exploration } from '../../src/core/lineage/explore.ts';
import { artifactNodeOf, nodeKey, runNodeOf, type FoundNode, type NodeRef } from '../../src/core/lineage/node.ts';
import { walk, type Bounds } from '../../src/core/lineage/walk.ts';
import { RungraphError } from '../../src/contract/error.ts';
import { memoryAdapter, withShelf, type MemoryTracker } from '../support/memory-adapter.ts';
import { artifact, edge, type MemoryShelf } from '../support/memory-shelf.ts';
import { quietScope, sourceOf } from '../support/quiet-scope.ts';
import { run } from '../support/runs.ts';

interface Asked extends Partial<Bounds>, Partial<Pick<Exploration, 'direction' | 'kinds'>> {
  readonly start?: FoundNode;
}

/** Walks over trackers in memory; tells short names of what was found, and the methods that were called. */
async function walkOver(trackers: Readonly<Record<string, Partial<MemoryTracker>>>, asked: Asked = {}) {
  const calls: string[] = [];
  const sources = new Map(
    Object.entries(trackers).map(([id, parts]) => {
      const tracker: MemoryTracker = {
        runs: [],
        capabilities: withShelf,
        ...parts,
        onCall: (method, context) => {
          if (method !== 'probe' && method !== 'listProjects') calls.push(`${id}.${method}`);
          return parts.onCall?.(method, context);
        },
      };
      return [id, sourceOf(id, memoryAdapter(tracker), tracker.capabilities)] as const;
    }),
  );
  const { direction = 'BOTH', kinds = null, depth = 5, limit = 100, start = runNodeOf('s', run('r1')) } = asked;
  const projection = { params: nothing, metrics: nothing, tags: nothing, parts: [] };
  const explorer = openExplorer(quietScope(), { sources, content: openContentIndex(), direction, kinds, projection });
  const found = await walk(start, { depth, limit }, explorer);
  explorer.close();
  const short = (ref: NodeRef): string => `${ref.source}:${ref.nativeId}`;
  return {
    ...found,
    calls,
    ids: found.nodes.map(short),
    links: found.edges.map(({ kind, from, to }) => `${short(from)} ${kind} ${short(to)}`).sort(),
  };
}

const nothing = { all: false, keys: [], prefixes: [] };
const runs = ['r1', 'r2', 'r3'].map((id) => run(id));

function shelf(edges: MemoryShelf['edges'], parts: Partial<MemoryShelf> = {}): MemoryShelf {
  const ids = [...new Set(edges.flatMap(({ from, to }) => [from, to]).filter((id) => id.startsWith('a')))];
  return { artifacts: ids.map((id) => artifact(id)), edges, ...parts };
}

test('a diamond: what two ways lead to is there once, with all four links', async () => {
  const edges = [
    edge('PRODUCED', 'r1', 'a1'),
    edge('PRODUCED', 'r1', 'a2'),
    edge('USED', 'r2', 'a1'),
    edge('USED', 'r2', 'a2'),
  ];
  const { ids, links, complete } = await walkOver({ s: { runs, shelf: shelf(edges) } }, { direction: 'DOWNSTREAM' });
  expect(ids).toEqual(['s:r1', 's:a1', 's:a2', 's:r2']);
  expect(links).toEqual(['s:r1 PRODUCED s:a1', 's:r1 PRODUCED s:a2', 's:r2 USED s:a1', 's:r2 USED s:a2']);
  expect(complete).toBe(true);
});

test('a cycle ends', async () => {
  const edges = [edge('DERIVED_FROM', 'a1', 'a2'), edge('DERIVED_FROM', 'a2', 'a3'), edge('DERIVED_FROM', 'a3', 'a1')];
  const start = artifactNodeOf('s', artifact('a1'));
  const { ids, links, complete, stoppedBy } = await walkOver({ s: { shelf: shelf(edges) } }, { start, depth: 20 });
  expect(ids).toEqual(['s:a1', 's:a2', 's:a3']);
  expect(links).toHaveLength(3);
  expect({ complete, stoppedBy }).toEqual({ complete: true, stoppedBy: null });
});

test('a level is one call for links and one for each kind of node, however many nodes it has', async () => {
  const many = Array.from({ length: 60 }, (_run, index) => run(`r${String(index)}`));
  const edges = many.flatMap(({ nativeId }) => [
    edge('USED', nativeId, 'a'),
    edge('PRODUCED', nativeId, `a-${nativeId}`),
  ]);
  const start = artifactNodeOf('s', artifact('a'));
  const { calls, nodes } = await walkOver(
    { s: { runs: many, shelf: shelf(edges) } },
    { start, depth: 2, limit: 1000, kinds: ['USED', 'PRODUCED'] },
  );
  expect(nodes).toHaveLength(121);
  expect(calls).toEqual([
    's.getEdges', // of the artifact
    's.getRuns',
    's.getEdges', // of 60 runs
    's.getArtifacts',
    's.getEdges', // of 60 artifacts: does more lie beyond?
  ]);
});

test('upstream goes to inputs, parents and origins; downstream the other way', async () => {
  const family = [run('r1', { parentId: 'r2' }), run('r2'), run('r3', { parentId: 'r1' })];
  const edges = [
    edge('USED', 'r1', 'a1'),
    edge('PRODUCED', 'r1', 'a2'),
    edge('DERIVED_FROM', 'a1', 'a3'),
    edge('FORKED_FROM', 'r1', 'r2'),
  ];
  const start = runNodeOf('s', family[0] ?? run('r1'));
  const over = { s: { runs: family, shelf: shelf(edges) } };
  const up = await walkOver(over, { start, direction: 'UPSTREAM' });
  expect([...up.ids].sort()).toEqual(['s:a1', 's:a3', 's:r1', 's:r2']);
  expect(up.links).toContain('s:r1 CHILD_OF s:r2');
  const down = await walkOver(over, { start, direction: 'DOWNSTREAM' });
  expect([...down.ids].sort()).toEqual(['s:a2', 's:r1', 's:r3']);
  expect(down.links).toEqual(['s:r1 PRODUCED s:a2', 's:r3 CHILD_OF s:r1']);
});

test('DEPTH is said only where more lies beyond, and links within the last level are shown', async () => {
  const chain = [edge('DERIVED_FROM', 'a1', 'a2'), edge('DERIVED_FROM', 'a2', 'a3')];
  const start = artifactNodeOf('s', artifact('a1'));
  const cut = await walkOver({ s: { shelf: shelf(chain) } }, { start, depth: 1 });
  expect({ ids: cut.ids, stoppedBy: cut.stoppedBy, complete: cut.complete }).toEqual({
    ids: ['s:a1', 's:a2'],
    stoppedBy: 'DEPTH',
    complete: false,
  });
  expect((await walkOver({ s: { shelf: shelf(chain) } }, { start, depth: 2 })).stoppedBy).toBeNull();
  const triangle = [...chain, edge('DERIVED_FROM', 'a1', 'a3')];
  expect((await walkOver({ s: { shelf: shelf(triangle) } }, { start, depth: 1 })).links).toHaveLength(3);
});

test('LIMIT is exact in nodes, and pages of links are read until it is reached', async () => {
  const edges = Array.from({ length: 50 }, (_edge, index) => edge('PRODUCED', 'r1', `a${String(index)}`));
  const some = await walkOver({ s: { runs, shelf: shelf(edges, { edgePage: 7 }) } }, { limit: 20 });
  expect({ count: some.nodes.length, stoppedBy: some.stoppedBy }).toEqual({ count: 20, stoppedBy: 'LIMIT' });
  expect(some.calls.filter((call) => call === 's.getEdges')).toHaveLength(3);
  const all = await walkOver({ s: { runs, shelf: shelf(edges, { edgePage: 7 }) } }, { limit: 51 });
  expect({ count: all.nodes.length, stoppedBy: all.stoppedBy }).toEqual({ count: 51, stoppedBy: null });
});

test('equal digests of one algorithm join sources; others do not', async () => {
  const digest = { algorithm: 'md5', value: 'd' };
  const here = artifact('a1', { digest });
  const there = [
    artifact('b1', { digest }),
    artifact('b2', { digest: { algorithm: 'of-some-tracker', value: 'd' } }),
    artifact('b3'),
  ];
  const { links, calls, complete } = await walkOver(
    {
      s: { shelf: { artifacts: [here], edges: [] } },
      t: { runs, shelf: { artifacts: there, edges: [edge('USED', 'r1', 'b1')] } },
    },
    { start: artifactNodeOf('s', here) },
  );
  expect(links).toEqual(['s:a1 SAME_CONTENT t:b1', 't:r1 USED t:b1']);
  expect(calls.filter((call) => call.endsWith('.listArtifacts'))).toEqual(['t.listArtifacts', 's.listArtifacts']);
  expect(complete).toBe(true);
});

test('a source that cannot be asked for digests is said to be searched in part', async () => {
  const here = artifact('a1', { digest: { algorithm: 'md5', value: 'd' } });
  const capabilities = { ...withShelf, artifacts: { types: ['DATASET' as const], findsDigests: false } };
  const { complete, reports } = await walkOver(
    { s: { shelf: { artifacts: [here], edges: [] } }, t: { capabilities, shelf: { artifacts: [], edges: [] } } },
    { start: artifactNodeOf('s', here) },
  );
  expect(complete).toBe(false);
  expect(reports.map(({ source, state }) => [source, state])).toEqual([
    ['s', 'OK'],
    ['t', 'PARTIAL'],
  ]);
});

test('a source without links is SKIPPED, and kinds that it does not keep are UNSUPPORTED', async () => {
  const { reports, complete, ids } = await walkOver({ s: { runs } }, { kinds: ['USED'] });
  expect({ ids, complete }).toEqual({ ids: ['s:r1'], complete: false });
  expect(reports).toMatchObject([{ state: 'SKIPPED', code: 'UNSUPPORTED' }]);
  const lacking = await walkOver({ s: { runs, shelf: shelf([]) } }, { kinds: ['REGISTERED_AS', 'USED'] });
  expect(lacking.reports).toMatchObject([{ code: 'UNSUPPORTED', message: 'This source does not keep REGISTERED_AS.' }]);
});

test('a source that fails in the middle keeps what was found; one that is too late says DEADLINE', async () => {
  const edges = [edge('USED', 'r1', 'a1'), edge('USED', 'r2', 'a1')];
  const failing = (code: 'UNAVAILABLE' | 'TIMEOUT') => (method: string) => {
    if (method === 'getRuns') throw new RungraphError(code, 'no answer');
  };
  const broken = await walkOver({ s: { runs, shelf: shelf(edges), onCall: failing('UNAVAILABLE') } });
  expect({ ids: broken.ids, complete: broken.complete, stoppedBy: broken.stoppedBy }).toEqual({
    ids: ['s:r1', 's:a1'],
    complete: false,
    stoppedBy: null,
  });
  expect(broken.reports).toMatchObject([{ state: 'PARTIAL', code: 'UNAVAILABLE' }]);
  expect((await walkOver({ s: { runs, shelf: shelf(edges), onCall: failing('TIMEOUT') } })).stoppedBy).toBe('DEADLINE');
});

test('keys of nodes tell source, kind and id apart', () => {
  const refs = [runNodeOf('s', run('x')), artifactNodeOf('s', artifact('x')), artifactNodeOf('t', artifact('x'))];
  expect(new Set(refs.map(nodeKey)).size).toBe(3);
});
