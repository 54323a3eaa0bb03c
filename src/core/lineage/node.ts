import type { Artifact } from '../../contract/artifacts.ts';
import type { EdgeKind, LineageNode } from '../../contract/lineage.ts';
import type { ModelVersion } from '../../contract/models.ts';
import type { Run } from '../../contract/run.ts';

/** A node of a lineage, by the id of its source and its own. */
export interface NodeRef extends LineageNode {
  readonly source: string;
}

/** A node with what its source tells of it. */
export type FoundNode =
  | (NodeRef & { readonly kind: 'Run'; readonly value: Run })
  | (NodeRef & { readonly kind: 'Artifact'; readonly value: Artifact })
  | (NodeRef & { readonly kind: 'ModelVersion'; readonly value: ModelVersion });

/** A link between nodes of any sources. SAME_CONTENT has no direction: its ends are in any order. */
export interface FoundEdge {
  readonly kind: EdgeKind;
  readonly from: NodeRef;
  readonly to: NodeRef;
  readonly evidence: string | null;
}

export function nodeKey({ source, kind, nativeId }: NodeRef): string {
  return `${source}\n${kind}\n${nativeId}`;
}

/** The same text for the same link; for SAME_CONTENT in either order. */
export function edgeKey({ kind, from, to }: FoundEdge): string {
  const ends = [nodeKey(from), nodeKey(to)];
  if (kind === 'SAME_CONTENT') ends.sort();
  return [kind, ...ends].join('\n\n');
}

export function runNodeOf(source: string, value: Run): FoundNode {
  return { source, kind: 'Run', nativeId: value.nativeId, value };
}

export function artifactNodeOf(source: string, value: Artifact): FoundNode {
  return { source, kind: 'Artifact', nativeId: value.nativeId, value };
}

export function versionNodeOf(source: string, value: ModelVersion): FoundNode {
  return { source, kind: 'ModelVersion', nativeId: value.nativeId, value };
}
