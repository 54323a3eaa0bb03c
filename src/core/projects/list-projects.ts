import type { Project } from '../../contract/project.ts';
import { emptyProjection } from '../../contract/projection.ts';
import { bindingOf } from '../lists/cursor.ts';
import type { ListPage, PageArguments } from '../lists/list-page.ts';
import { pageByKey } from '../lists/page-by-key.ts';
import type { Scope } from '../scope.ts';
import { askSources } from '../sources/ask-sources.ts';
import type { Source } from '../sources/source.ts';

export interface FoundProject {
  readonly source: Source;
  readonly project: Project;
}

/**
 * A page of the projects of some sources, in the order of source, name and id. Archived projects are left out. Names
 * must hold the text that is searched for, in any case.
 */
export async function listProjects(
  scope: Scope,
  sources: readonly Source[],
  search: string | null,
  page: PageArguments,
): Promise<ListPage<FoundProject>> {
  const wanted = search?.toLowerCase() ?? '';
  const contributions = await askSources(scope, sources, emptyProjection, async (_source, call) => {
    const { projects, asOf } = await call.directory.list(call.meter);
    const items = projects.filter(({ archived, name }) => !archived && name.toLowerCase().includes(wanted));
    return { items, rowsScanned: projects.length, partial: null, asOf };
  });
  const items = contributions.flatMap(({ source, items: own }) => own.map((project) => ({ source, project })));
  const list = {
    items,
    keyOf: ({ source, project }: FoundProject) => [source.id, project.name, project.nativeId],
    binding: bindingOf(['projects', sources.map(({ id }) => id), search]),
    reports: contributions.map(({ report, items: own }) => ({ ...report, rowsReturned: own.length })),
  };
  return pageByKey(list, page);
}
