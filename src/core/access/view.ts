import type { SourceContext } from '../call/source-context.ts';

/** What one call may see: native ids of projects. Null: everything. */
export type View = ReadonlySet<string> | null;

/** The projects that the caller behind a context may read; reads the list of projects where that takes one. */
export async function viewOf({ readable, projects }: Pick<SourceContext, 'readable' | 'projects'>): Promise<View> {
  return readable === null ? null : readable.idsOf(await projects());
}

/** Projects that were named, cut down to those that may be read; null named: all of those. In one order, so that reads are shared. */
export function cutProjects(named: readonly string[] | null, view: ReadonlySet<string>): readonly string[] {
  return named === null ? [...view].sort() : named.filter((id) => view.has(id));
}
