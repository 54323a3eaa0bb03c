import type { RungraphError } from '../../../src/contract/error.ts';
import type { EdgePage, EdgeRequest, KeptEdgeKind } from '../../../src/contract/lineage.ts';

export type EdgeSlot = EdgePage | RungraphError;

export const noEdges: EdgePage = { edges: [], next: null };

/** Whether a request wants links of a kind that have the node at this end. */
export function asks({ links }: EdgeRequest, kind: KeptEdgeKind, end: 'from' | 'to'): boolean {
  return links.some((link) => link.kind === kind && link.end === end);
}
