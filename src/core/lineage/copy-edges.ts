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
 * which copies there are of it elsewhere. A target is asked once, whatever its runs were copied from.
 */
export async function copyEdges(nodes: readonly FoundNode[], searches: CopySearches): Promise<KeptEdges> {
  const { direction, ids, walkOf } = searches;
  const runs = nodes.flatMap((node) => (node.kind === 'Run' ? [node] : []));
  const [toOriginals, toCopies] = [leadsOn('COPY_OF', 'from', direction), leadsOn('COPY_OF', 'to', direction)];
  const found = await Promise.all(
    ids.map(async (target) => {
      const walk = walkOf(target);
      // A copy lies in any project; an original is named by copies that are here.
      const anywhere = toCopies && runs.some(({ source }) => source !== target);
      const projects = toOriginals ? projectsOf(target) : [];
      if (walk === undefined || (!anywhere && projects.length === 0)) return [];
      return walk.attempt([], () => copiesAt(walk, anywhere ? null : projects));
    }),
  );
  const here = new Set(runs.map(nameOf));
  const edges = found.flat().filter(({ from, to }) => {
    if (!ids.includes(to.source) || to.source === from.source) return false;
    return (toOriginals && here.has(nameOf(from))) || (toCopies && here.has(nameOf(to)));
  });
  return { edges, nodes: [], cut: false };

  function projectsOf(source: string): readonly string[] {
    return [...new Set(runs.filter((run) => run.source === source).map(({ value }) => value.projectId))];
  }
}

function nameOf({ source, nativeId }: { readonly source: string; readonly nativeId: string }): string {
  return `${source}/${nativeId}`;
}

/** The copies in these projects of a source; null for all projects that can be read. */
async function copiesAt(walk: SourceWalk, projects: readonly string[] | null): Promise<readonly FoundEdge[]> {
  const { source, call } = walk;
  // What nothing can be copied to holds no copy.
  if (source.adapter.writer === undefined) return [];
  if (!call.context.mayWrite) {
    walk.note('Copies are told to callers who may write all of this source.');
    return [];
  }
  const within = projects ?? (await call.directory.list(call.meter)).projects.map(({ nativeId }) => nativeId);
  const copies = await call.run('findCopies', (adapter, context) =>
    requireGroup(adapter, 'writer').findCopies(context, { source: null, projects: within }),
  );
  walk.scanned(copies.length);
  return copies.map(({ runId, from }) => {
    // Ids of sources hold no slash.
    const slash = from.indexOf('/');
    return {
      kind: 'COPY_OF',
      from: { source: source.id, kind: 'Run', nativeId: runId },
      to: { source: from.slice(0, slash), kind: 'Run', nativeId: from.slice(slash + 1) },
      evidence: 'rungraph.from',
    };
  });
}
