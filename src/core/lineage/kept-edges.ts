import type { EdgeRequest } from '../../contract/lineage.ts';
import { RungraphError, isRungraphError } from '../../contract/error.ts';
import { requireGroup } from '../sources/groups.ts';
import { linksOf, isKept, type Direction } from './links.ts';
import { artifactNodeOf, versionNodeOf, type FoundEdge, type FoundNode } from './node.ts';
import type { SourceWalk } from './source-walk.ts';
import { edgeEnds, type EdgeKind } from '../../contract/lineage.ts';

export interface KeptEdges {
  readonly edges: readonly FoundEdge[];
  /** What came along with them. */
  readonly nodes: readonly FoundNode[];
  /** There are more. */
  readonly cut: boolean;
}

const none: KeptEdges = { edges: [], nodes: [], cut: false };

/** The links that the tracker itself keeps of these nodes of one source: one call of the adapter, and one a page. */
export async function keptEdges(
  walk: SourceWalk,
  nodes: readonly FoundNode[],
  asked: { readonly direction: Direction; readonly kinds: readonly EdgeKind[] | null; readonly room: number },
): Promise<KeptEdges> {
  const { call, source } = walk;
  const { capabilities } = await call.ready();
  const kept = capabilities.edges ?? [];
  const wanted = (asked.kinds ?? kept).filter(isKept);
  if (asked.kinds !== null && wanted.length === 0) return none;
  requireGroup(source.adapter, 'lineage');
  if (kept.length === 0)
    throw new RungraphError('UNSUPPORTED', 'This server keeps no links between runs and artifacts.');
  const lacking = wanted.filter((kind) => !kept.includes(kind));
  if (lacking.length > 0) {
    walk.fail(new RungraphError('UNSUPPORTED', `This source does not keep ${lacking.join(', ')}.`));
  }
  const kinds = wanted.filter((kind) => kept.includes(kind));
  const all = nodes
    .map((node) => ({ node, links: linksOf(node.kind, asked.direction, kinds) }))
    .filter(({ links }) => links.length > 0);

  const edges: FoundEdge[] = [];
  const along: FoundNode[] = [];
  let pending: readonly EdgeRequest[] = all.map(({ node: { kind, nativeId }, links }) => {
    return { node: { kind, nativeId }, links, limit: asked.room + 1, after: null };
  });
  while (pending.length > 0 && edges.length <= asked.room) {
    const requests = pending;
    const answers = await call.run('getEdges', (adapter, context) =>
      requireGroup(adapter, 'lineage').getEdges(context, requests),
    );
    const next: EdgeRequest[] = [];
    for (const [index, request] of requests.entries()) {
      const answer = answers[index];
      if (answer === undefined || isRungraphError(answer)) {
        walk.fail(answer ?? new RungraphError('INTERNAL', 'An answer about links was too short.'));
        continue;
      }
      walk.scanned(answer.edges.length);
      if (answer.partial !== undefined) walk.note(answer.partial);
      for (const { kind, from, to, evidence } of answer.edges) {
        const end = (which: 'from' | 'to', nativeId: string) => {
          return { source: source.id, kind: edgeEnds[kind][which], nativeId };
        };
        edges.push({ kind, from: end('from', from), to: end('to', to), evidence });
      }
      along.push(...(answer.artifacts ?? []).map((artifact) => artifactNodeOf(source.id, artifact)));
      along.push(...(answer.versions ?? []).map((version) => versionNodeOf(source.id, version)));
      if (answer.next !== null && answer.next !== request.after) next.push({ ...request, after: answer.next });
    }
    pending = next;
  }
  return { edges, nodes: along, cut: pending.length > 0 };
}
