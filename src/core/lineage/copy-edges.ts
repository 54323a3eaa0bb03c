import { requireGroup } from '../sources/groups.ts';
import type { KeptEdges } from './kept-edges.ts';
import { leadsOn, type Direction } from './links.ts';
import type { FoundEdge, FoundNode } from './node.ts';
import type { SourceWalk } from './source-walk.ts';

export interface CopySearches {
  readonly direction: Direction;
  /** Every source that copies and originals may lie in. */
  readonly ids: readonly string[];
  /** A source's part in the walk; undefined where the config has no such source. */
  readonly walkOf: (id: string) => SourceWalk | undefined;
}

/**
 * COPY_OF links of runs of all sources, as moves wrote them down at their targets: what of this level is a copy, and
 * which copies there are of it elsewhere.
 */
export async function copyEdges(nodes: readonly FoundNode[], searches: CopySearches): Promise<KeptEdges> {
  const { direction, ids, walkOf } = searches;
  const runs = nodes.flatMap((node) => (node.kind === 'Run' ? [node] : []));
  const own = [...new Set(runs.map(({ source }) => source))];
  const asked = ids.flatMap((target) =>
    ids
      .filter((origin) => origin !== target)
      .map((origin) => ({
        target,
        origin,
        // Projects of the copies that are asked about; null for all of the target's.
        projects: own.includes(target) && leadsOn('COPY_OF', 'from', direction) ? projectsOf(target) : [],
        downstream: own.includes(origin) && leadsOn('COPY_OF', 'to', direction),
      })),
  );
  const found = await Promise.all(
    asked.map(async ({ target, origin, projects, downstream }) => {
      const walk = walkOf(target);
      if (walk === undefined || (projects.length === 0 && !downstream)) return [];
      return walk.attempt([], () => copiesAt(walk, origin, downstream ? null : projects));
    }),
  );
  const here = new Set(runs.map(({ source, nativeId }) => `${source}/${nativeId}`));
  const edges = found.flat().filter(({ from, to }) => {
    return here.has(`${from.source}/${from.nativeId}`) || here.has(`${to.source}/${to.nativeId}`);
  });
  return { edges, nodes: [], cut: false };

  function projectsOf(source: string): readonly string[] {
    return [...new Set(runs.filter((run) => run.source === source).map(({ value }) => value.projectId))];
  }
}

/** The copies of runs of another source in these projects; null for all that can be read. */
async function copiesAt(
  walk: SourceWalk,
  origin: string,
  projects: readonly string[] | null,
): Promise<readonly FoundEdge[]> {
  const { source, call } = walk;
  // What nothing can be copied to holds no copy.
  if (source.adapter.writer === undefined) return [];
  if (!call.context.mayWrite) {
    walk.note('Copies are told to callers who may write all of this source.');
    return [];
  }
  const within = projects ?? (await call.directory.list(call.meter)).projects.map(({ nativeId }) => nativeId);
  const copies = await call.run('findCopies', (adapter, context) =>
    requireGroup(adapter, 'writer').findCopies(context, { source: origin, projects: within }),
  );
  walk.scanned(copies.length);
  return copies.map(({ runId, from }) => ({
    kind: 'COPY_OF',
    from: { source: source.id, kind: 'Run', nativeId: runId },
    to: { source: origin, kind: 'Run', nativeId: from.slice(origin.length + 1) },
    evidence: 'rungraph.from',
  }));
}
