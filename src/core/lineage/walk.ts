import type { SourceReport } from '../sources/report.ts';
import { edgeKey, nodeKey, type FoundEdge, type FoundNode, type NodeRef } from './node.ts';

export type StopReason = 'DEPTH' | 'LIMIT' | 'DEADLINE';

/** Asks sources, for all nodes of a level together. Never throws: what goes wrong is in its reports. */
export interface Explorer {
  /** The links of these nodes; `cut` says that there are more than there is room for. */
  edges(level: readonly FoundNode[], room: number): Promise<{ readonly edges: readonly FoundEdge[]; cut: boolean }>;
  /** What is to be said of nodes; those that could not be read are missing. */
  load(refs: readonly NodeRef[]): Promise<readonly FoundNode[]>;
  /** Time was over for one of the sources. */
  timedOut(): boolean;
  /** Given how many nodes each source gave to the answer. */
  reports(nodes: readonly FoundNode[]): readonly SourceReport[];
}

export interface Bounds {
  /** Levels of links, 1..20. */
  readonly depth: number;
  /** Nodes, 1..1000. */
  readonly limit: number;
}

export interface Walk {
  /** Each once, the start first, level by level. */
  readonly nodes: readonly FoundNode[];
  /** Each once, both ends among the nodes. */
  readonly edges: readonly FoundEdge[];
  readonly complete: boolean;
  readonly stoppedBy: StopReason | null;
  readonly reports: readonly SourceReport[];
}

/**
 * Walks from a node along links, breadth first. A node is expanded once, so that cycles end and diamonds stay cheap. The
 * last level is asked for its links as well: links between known nodes are shown, others say that more lies beyond.
 */
export async function walk(start: FoundNode, { depth, limit }: Bounds, explorer: Explorer): Promise<Walk> {
  const nodes = new Map<string, FoundNode>([[nodeKey(start), start]]);
  const edges = new Map<string, FoundEdge>();
  let stoppedBy: StopReason | null = null;
  let level: readonly FoundNode[] = [start];

  for (let step = 1; level.length > 0 && stoppedBy === null; step += 1) {
    const room = limit - nodes.size;
    const found = await explorer.edges(level, room);
    const far = unknownEnds(found.edges, nodes);
    level = [];
    if (step > depth) {
      if (far.length > 0 || found.cut) stoppedBy = 'DEPTH';
    } else {
      if (far.length > room || found.cut) stoppedBy = 'LIMIT';
      level = await explorer.load(far.slice(0, room));
      for (const node of level) nodes.set(nodeKey(node), node);
    }
    for (const edge of found.edges) {
      const key = edgeKey(edge);
      if (!edges.has(key) && nodes.has(nodeKey(edge.from)) && nodes.has(nodeKey(edge.to))) edges.set(key, edge);
    }
    if (explorer.timedOut()) stoppedBy = 'DEADLINE';
  }

  const reports = explorer.reports([...nodes.values()]);
  const complete = stoppedBy === null && reports.every(({ state }) => state === 'OK');
  return { nodes: [...nodes.values()], edges: [...edges.values()], complete, stoppedBy, reports };
}

function unknownEnds(edges: readonly FoundEdge[], nodes: ReadonlyMap<string, FoundNode>): readonly NodeRef[] {
  const unknown = new Map<string, NodeRef>();
  for (const end of edges.flatMap(({ from, to }) => [from, to])) {
    const key = nodeKey(end);
    if (!nodes.has(key)) unknown.set(key, end);
  }
  return [...unknown.values()];
}
