import { isRungraphError } from '../../contract/error.ts';
import type { Capabilities, RequestTable } from '../../contract/capabilities.ts';
import type { Filter, SortKey } from '../../contract/filter.ts';
import type { Extents } from '../../core/cost/extents.ts';
import { costOfList } from '../../core/cost/list-cost.ts';
import { requestsOf } from '../../core/cost/requests-of.ts';
import { principalOf } from '../../core/sources/open-call.ts';
import type { Source } from '../../core/sources/source.ts';
import type { RequestContext } from '../context.ts';
import { parseReference, type NodeType } from '../ids.ts';
import { findSource } from '../run-arguments.ts';

/** What an estimate knows of the sources: only what is known without asking them. */
export interface World {
  readonly context: RequestContext;
  readonly extents: Extents;
  /** The sources of these ids, and how many of the ids each has. Ids of nothing cost nothing. */
  byId(type: NodeType, ids: readonly string[]): ReadonlyMap<Source, number>;
  /** The sources of an argument; all of them where it names none. */
  named(ids: readonly string[] | null | undefined): readonly Source[];
  /** The most that one thing costs at any of these sources. */
  most(sources: readonly Source[], thing: keyof RequestTable): number;
  /** A page of something at each of these sources. */
  all(sources: readonly Source[], thing: keyof RequestTable): number;
  capabilities(source: Source): Capabilities;
  /** A list of runs over sources. */
  list(asked: ListAsked): number;
  /** Whether the caller sees a part of these sources alone, so that what hangs on runs is looked at once more. */
  isCut(sources: readonly Source[]): boolean;
}

export interface ListAsked {
  readonly sources: readonly Source[];
  readonly projects: readonly string[] | null | undefined;
  readonly filter: Filter;
  readonly order: readonly SortKey[] | null;
  readonly take: number | null;
}

export function openWorld(context: RequestContext, extents: Extents): World {
  const { sources, scope } = context;
  const known = new Map<Source, Capabilities>();

  function capabilities(source: Source): Capabilities {
    const before = known.get(source);
    if (before !== undefined) return before;
    const state = source.probeOf(principalOf(source, scope)).state();
    const found = state.kind === 'known' ? state.answer.capabilities : source.capabilities;
    known.set(source, found);
    return found;
  }

  function byId(type: NodeType, ids: readonly string[]): ReadonlyMap<Source, number> {
    const counts = new Map<Source, number>();
    for (const id of ids) {
      const source = sourceOf(type, id);
      if (source !== undefined) counts.set(source, (counts.get(source) ?? 0) + 1);
    }
    return counts;
  }

  function sourceOf(type: NodeType, id: string): Source | undefined {
    try {
      return sources.get(parseReference(type, id).source);
    } catch (error) {
      if (isRungraphError(error)) return undefined;
      throw error;
    }
  }

  const of = (source: Source, thing: keyof RequestTable): number => requestsOf(capabilities(source))[thing];

  return {
    context,
    extents,
    byId,
    capabilities,
    named: (ids) => (ids ? [...new Set(ids.map((id) => findSource(id, sources)))] : [...sources.values()]),
    most: (some, thing) => Math.max(0, ...some.map((source) => of(source, thing))),
    all: (some, thing) => some.reduce((sum, source) => sum + of(source, thing), 0),
    isCut: (some) => some.some(({ id }) => scope.rights.readable(id) !== null),
    list({ sources: some, projects, ...asked }) {
      const places = projects ? byProject(projects) : null;
      return some.reduce((sum, source) => {
        const own = places === null ? null : (places.get(source) ?? []);
        if (own?.length === 0) return sum;
        const runs = extents.of(scope.rights, source.id);
        const at = { source, capabilities: capabilities(source), projects: own, runs, ...asked };
        return sum + costOfList(at);
      }, 0);
    },
  };

  function byProject(ids: readonly string[]): ReadonlyMap<Source, readonly string[]> {
    const found = new Map<Source, string[]>();
    for (const id of ids) {
      const source = sourceOf('Project', id);
      if (source !== undefined) found.set(source, [...(found.get(source) ?? []), id]);
    }
    return found;
  }
}
