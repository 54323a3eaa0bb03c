import type { Artifact } from '../../contract/artifacts.ts';
import { RungraphError, isRungraphError } from '../../contract/error.ts';
import type { Edge, EdgePage, EdgeRequest, LineageNode, Link } from '../../contract/lineage.ts';
import { requireGroup } from '../sources/groups.ts';
import type { SourceCall } from '../sources/open-call.ts';

/** All links of one kind at one node. */
export interface LinkRequest {
  readonly node: LineageNode;
  readonly link: Link;
}

export interface GatheredEdges {
  readonly edges: readonly Edge[];
  /** Artifacts that came along. */
  readonly artifacts: readonly Artifact[];
  /** Why these are not all; null where they are. */
  readonly partial: string | null;
}

/** How many links of one node are gathered. */
const mostEdges = 10_000;

/** The links of many nodes of one source, page after page for all of them together. */
export async function gatherEdges(
  call: SourceCall,
  questions: readonly LinkRequest[],
): Promise<readonly (GatheredEdges | RungraphError)[]> {
  const { capabilities } = await call.ready();
  const kept = capabilities.edges ?? [];
  const found = questions.map(({ node, link }): Gathering => {
    const request: EdgeRequest = { node, links: [link], limit: 1000, after: null };
    if (kept.includes(link.kind)) return { pending: request, pages: [], error: undefined };
    const error = new RungraphError('UNSUPPORTED', `This source does not keep what ${link.kind} links.`);
    return { pending: undefined, pages: [], error };
  });
  for (let round = open(found); round.length > 0; round = open(found)) {
    const requests = round.flatMap(({ pending }) => pending ?? []);
    const answers = await call.run('getEdges', (adapter, context) =>
      requireGroup(adapter, 'lineage').getEdges(context, requests),
    );
    round.forEach((gathering, index) => take(gathering, answers[index]));
  }
  return found.map(({ pages, error, pending }) => {
    if (error !== undefined) return error;
    const edges = pages.flatMap((page) => page.edges);
    const lost = pages.flatMap(({ partial }) => partial ?? []);
    const cut = pending === undefined ? [] : [`Only the first ${mostEdges} links were read.`];
    const partial = [...new Set([...lost, ...cut])].join(' ') || null;
    return { edges, artifacts: pages.flatMap(({ artifacts }) => artifacts ?? []), partial };
  });
}

interface Gathering {
  /** What to ask next; undefined at the end. */
  pending: EdgeRequest | undefined;
  readonly pages: EdgePage[];
  error: RungraphError | undefined;
}

function open(found: readonly Gathering[]): readonly Gathering[] {
  return found.filter(({ pending, pages }) => {
    return pending !== undefined && pages.reduce((sum, { edges }) => sum + edges.length, 0) < mostEdges;
  });
}

function take(gathering: Gathering, answer: EdgePage | RungraphError | undefined): void {
  const { pending } = gathering;
  gathering.pending = undefined;
  if (answer === undefined) gathering.error = new RungraphError('INTERNAL', 'An answer about links was too short.');
  else if (isRungraphError(answer)) gathering.error = answer;
  else {
    gathering.pages.push(answer);
    if (pending !== undefined && answer.next !== null && answer.next !== pending.after) {
      gathering.pending = { ...pending, after: answer.next };
    }
  }
}
