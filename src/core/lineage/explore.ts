import type { RungraphError } from '../../contract/error.ts';
import type { EdgeKind } from '../../contract/lineage.ts';
import type { Projection } from '../../contract/projection.ts';
import type { Scope } from '../scope.ts';
import type { Sources } from '../sources/sources.ts';
import type { ContentIndex } from './content-index.ts';
import { contentEdges, holdingsOf, lookUpContent } from './equal-content.ts';
import { copyEdges } from './copy-edges.ts';
import { familyEdges } from './family-edges.ts';
import { keptEdges, type KeptEdges } from './kept-edges.ts';
import type { Direction } from './links.ts';
import { loadNodes } from './load-nodes.ts';
import { nodeKey, type FoundNode, type NodeRef } from './node.ts';
import { openSourceWalk, type SourceWalk } from './source-walk.ts';
import type { Explorer } from './walk.ts';

export interface Exploration {
  readonly sources: Sources;
  readonly content: ContentIndex;
  readonly direction: Direction;
  /** Null for every kind that a source keeps, but for COPY_OF. */
  readonly kinds: readonly EdgeKind[] | null;
  /** What of every run the client will see. */
  readonly projection: Projection;
}

export interface OpenExplorer extends Explorer {
  /** What went wrong first at a source. */
  failure(source: string): RungraphError | undefined;
  close(): void;
}

/** Asks the sources of a gateway, those of a level at the same time. `close` must be called when the walk is over. */
export function openExplorer(scope: Scope, exploration: Exploration): OpenExplorer {
  const { sources, content, direction, kinds, projection } = exploration;
  const walks = new Map<string, SourceWalk>();
  const known = new Map<string, FoundNode>();
  const wants = (kind: EdgeKind): boolean => kinds === null || kinds.includes(kind);

  function walkOf(id: string): SourceWalk | undefined {
    const opened = walks.get(id);
    const source = sources.get(id);
    if (opened !== undefined || source === undefined) return opened;
    const walk = openSourceWalk(source, scope, projection);
    walks.set(id, walk);
    return walk;
  }

  /** By source, those of sources that the config still has. */
  async function bySource<R extends NodeRef, T>(
    nodes: readonly R[],
    ask: (walk: SourceWalk, own: readonly R[]) => Promise<readonly T[]>,
  ): Promise<readonly T[]> {
    const ids = [...new Set(nodes.map(({ source }) => source))];
    const answers = ids.map(async (id) => {
      const walk = walkOf(id);
      const own = nodes.filter(({ source }) => source === id);
      return walk === undefined ? [] : ask(walk, own);
    });
    return (await Promise.all(answers)).flat();
  }

  async function equalContent(level: readonly FoundNode[]): Promise<KeptEdges> {
    const holdings = holdingsOf(level);
    if (!wants('SAME_CONTENT') || holdings.length === 0) return nothing;
    const others = [...sources.values()].filter(
      ({ id, adapter }) => adapter.artifacts !== undefined && holdings.some(({ node }) => node.source !== id),
    );
    const nodes = await Promise.all(
      others.map(async ({ id }) => {
        const walk = walkOf(id);
        return walk === undefined ? [] : walk.attempt([], () => lookUpContent(walk, holdings, content));
      }),
    );
    const edges = contentEdges(holdings, content, (id) => sources.has(id));
    return { edges, nodes: nodes.flat(), cut: false };
  }

  return {
    async edges(level, room) {
      noteContent(content, sources, level);
      const asked = { direction, kinds, room };
      const parts = await Promise.all([
        bySource(level, async (walk, own) => [await walk.attempt(nothing, () => keptEdges(walk, own, asked))]),
        bySource(level, async (walk, own) => {
          if (!wants('CHILD_OF')) return [];
          return [await walk.attempt(nothing, () => familyEdges({ scope, projection }, walk, own, asked))];
        }),
        equalContent(level).then((part) => [part]),
        // What moves leave is no part of how a run was made: it is looked for where somebody asks.
        kinds?.includes('COPY_OF') === true
          ? copyEdges(level, { direction, ids: [...sources.keys()], walkOf }).then((part) => [part])
          : [],
      ]);
      const found = parts.flat();
      for (const node of found.flatMap(({ nodes }) => nodes)) known.set(nodeKey(node), node);
      return { edges: found.flatMap(({ edges }) => edges), cut: found.some(({ cut }) => cut) };
    },

    async load(refs) {
      const unread = refs.filter((ref) => !known.has(nodeKey(ref)));
      for (const node of await bySource(unread, loadNodes)) known.set(nodeKey(node), node);
      return refs.flatMap((ref) => known.get(nodeKey(ref)) ?? []);
    },

    failure: (source) => walks.get(source)?.failure(),
    timedOut: () => [...walks.values()].some((walk) => walk.timedOut()),
    reports: (nodes) => [...walks.values()].map((walk) => walk.report(nodes)),
    close() {
      for (const { call } of walks.values()) call.close();
    },
  };
}

const nothing: KeptEdges = { edges: [], nodes: [], cut: false };

function noteContent(content: ContentIndex, sources: Sources, nodes: readonly FoundNode[]): void {
  for (const node of nodes) {
    const source = sources.get(node.source);
    if (node.kind === 'Artifact' && source !== undefined) content.note(source, [node.value]);
  }
}
