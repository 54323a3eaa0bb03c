import { RungraphError } from '../../contract/error.ts';
import type { Projection } from '../../contract/projection.ts';
import { addCounted } from '../call/meter.ts';
import { childrenRequest } from '../query/search-children.ts';
import { searchRuns } from '../query/search-runs.ts';
import type { Scope } from '../scope.ts';
import type { KeptEdges } from './kept-edges.ts';
import { leadsOn, type Direction } from './links.ts';
import { runNodeOf, type FoundEdge, type FoundNode } from './node.ts';
import type { SourceWalk } from './source-walk.ts';

/** CHILD_OF links of runs of one source: parents are in the runs themselves, children of all are one search. */
export async function familyEdges(
  { scope, projection }: { readonly scope: Scope; readonly projection: Projection },
  walk: SourceWalk,
  nodes: readonly FoundNode[],
  { direction, room }: { readonly direction: Direction; readonly room: number },
): Promise<KeptEdges> {
  const runs = nodes.flatMap((node) => (node.kind === 'Run' ? [node] : []));
  const source = walk.source.id;
  const link = (child: string, parent: string): FoundEdge => ({
    kind: 'CHILD_OF',
    from: { source, kind: 'Run', nativeId: child },
    to: { source, kind: 'Run', nativeId: parent },
    evidence: null,
  });
  const parents = leadsOn('CHILD_OF', 'from', direction)
    ? runs.flatMap(({ nativeId, value: { parentId } }) => (parentId === null ? [] : [link(nativeId, parentId)]))
    : [];
  if (runs.length === 0 || !leadsOn('CHILD_OF', 'to', direction)) return { edges: parents, nodes: [], cut: false };

  const ids = runs.map(({ nativeId }) => nativeId);
  const page = { first: Math.min(1000, room + 1), after: null };
  const list = await searchRuns(scope, childrenRequest(walk.source, ids, page, projection));
  for (const { state, code, message, upstreamCalls, rowsScanned } of list.reports) {
    addCounted(walk.call.meter, upstreamCalls);
    walk.scanned(rowsScanned);
    if (state === 'OK') continue;
    const asked = state !== 'SKIPPED';
    walk.fail(new RungraphError(code ?? 'TIMEOUT', message ?? 'Children could not all be read.', { asked }));
  }
  const children = list.items.map(({ run }) => link(run.nativeId, run.parentId ?? ''));
  const found = list.items.map(({ run }) => runNodeOf(source, run));
  return { edges: [...parents, ...children], nodes: found, cut: list.hasNextPage };
}
