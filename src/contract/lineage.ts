import type { Artifact } from './artifacts.ts';
import type { CallContext } from './context.ts';
import type { RungraphError } from './error.ts';
import type { ModelVersion } from './models.ts';

/** What a lineage is made of. */
export type LineageNodeKind = 'Run' | 'Artifact' | 'ModelVersion';

export interface LineageNode {
  readonly kind: LineageNodeKind;
  readonly nativeId: string;
}

/** Which end of a link a node stands at. */
export type EdgeEnd = 'from' | 'to';

interface EdgeEnds {
  readonly from: LineageNodeKind;
  readonly to: LineageNodeKind;
  /** Where inputs, parents and origins are; null where neither end is one. */
  readonly upstream: EdgeEnd | null;
}

/** Every kind of link, read as `from KIND to`. */
export const edgeEnds = {
  USED: { from: 'Run', to: 'Artifact', upstream: 'to' },
  PRODUCED: { from: 'Run', to: 'Artifact', upstream: 'from' },
  DERIVED_FROM: { from: 'Artifact', to: 'Artifact', upstream: 'to' },
  CHILD_OF: { from: 'Run', to: 'Run', upstream: 'to' },
  FORKED_FROM: { from: 'Run', to: 'Run', upstream: 'to' },
  REGISTERED_AS: { from: 'Artifact', to: 'ModelVersion', upstream: 'from' },
  SAME_CONTENT: { from: 'Artifact', to: 'Artifact', upstream: null },
  COPY_OF: { from: 'Run', to: 'Run', upstream: 'to' },
} as const satisfies Readonly<Record<string, EdgeEnds>>;

export type EdgeKind = keyof typeof edgeEnds;

/**
 * Links that trackers keep. The core finds CHILD_OF by `Run.parentId`, SAME_CONTENT by digests, and COPY_OF by what moves
 * wrote down.
 */
export type KeptEdgeKind = Exclude<EdgeKind, 'CHILD_OF' | 'SAME_CONTENT' | 'COPY_OF'>;

/** One link, within one source. */
export interface Edge {
  readonly kind: KeptEdgeKind;
  /** Native ids of what `edgeEnds` says. */
  readonly from: string;
  readonly to: string;
  /** What it was concluded from, for people, such as `input with context training`. */
  readonly evidence: string | null;
}

/** Links of one kind that have the node at this end: `{ kind: 'USED', end: 'from' }` is what a run used. */
export interface Link {
  readonly kind: KeptEdgeKind;
  readonly end: EdgeEnd;
}

export interface EdgeRequest {
  readonly node: LineageNode;
  /** Never empty, and only kinds of `Capabilities.edges`. */
  readonly links: readonly Link[];
  /** About how many edges; an adapter that has more at hand may send them. */
  readonly limit: number;
  /** `next` of an earlier answer to the same request; null for the first. */
  readonly after: string | null;
}

export interface EdgePage {
  readonly edges: readonly Edge[];
  /** Where the rest starts; null where there is none. */
  readonly next: string | null;
  /** What at the ends of edges was read along with them, so that nobody asks for it again. */
  readonly artifacts?: readonly Artifact[];
  readonly versions?: readonly ModelVersion[];
  /** Why edges are missing for good, for the reader; left out where none are. */
  readonly partial?: string;
}

/** Links between runs, artifacts and model versions. Optional as a whole: without it, they are UNSUPPORTED. */
export interface LineageReader<Context extends CallContext = CallContext> {
  /**
   * Requests in, the same length and order out. A batch is one level of a walk: an adapter asks its tracker about all
   * of them together, not about one after the other. A node that is not there has no edges.
   */
  getEdges(context: Context, requests: readonly EdgeRequest[]): Promise<readonly (EdgePage | RungraphError)[]>;
}
