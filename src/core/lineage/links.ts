import {
  edgeEnds,
  type EdgeEnd,
  type EdgeKind,
  type KeptEdgeKind,
  type LineageNodeKind,
  type Link,
} from '../../contract/lineage.ts';

export type Direction = 'UPSTREAM' | 'DOWNSTREAM' | 'BOTH';

export function isKept(kind: EdgeKind): kind is KeptEdgeKind {
  return kind !== 'CHILD_OF' && kind !== 'SAME_CONTENT' && kind !== 'COPY_OF';
}

/** Whether walking this way leads from a node at this end of a link to the other end. */
export function leadsOn(kind: EdgeKind, end: EdgeEnd, direction: Direction): boolean {
  const { upstream } = edgeEnds[kind];
  if (direction === 'BOTH' || upstream === null) return true;
  const far: EdgeEnd = end === 'from' ? 'to' : 'from';
  return (far === upstream) === (direction === 'UPSTREAM');
}

/** What a tracker is to be asked about a node, to walk on from it this way along these kinds of links. */
export function linksOf(node: LineageNodeKind, direction: Direction, kinds: readonly KeptEdgeKind[]): readonly Link[] {
  const ends: readonly EdgeEnd[] = ['from', 'to'];
  return kinds.flatMap((kind) =>
    ends.filter((end) => edgeEnds[kind][end] === node && leadsOn(kind, end, direction)).map((end) => ({ kind, end })),
  );
}
