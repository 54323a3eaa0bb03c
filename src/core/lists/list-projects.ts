import type { Project } from '../../contract/project.ts';
import { emptyProjection } from '../../contract/projection.ts';
import type { Scope } from '../scope.ts';
import { askSources } from '../sources/ask-sources.ts';
import type { SourceReport } from '../sources/report.ts';
import type { Source } from '../sources/source.ts';

export interface FoundProjects {
  readonly projects: readonly { readonly source: Source; readonly project: Project }[];
  readonly reports: readonly SourceReport[];
}

/** The projects of sources that are not archived, those with this text in their name in any case. */
export async function listProjects(
  scope: Scope,
  sources: readonly Source[],
  search: string | null,
): Promise<FoundProjects> {
  const wanted = search?.toLowerCase() ?? '';
  const contributions = await askSources(scope, sources, emptyProjection, async (_source, call) => {
    const { projects, asOf } = await call.directory.list(call.meter);
    const items = projects.filter(({ archived, name }) => !archived && name.toLowerCase().includes(wanted));
    return { items, rowsScanned: projects.length, partial: null, asOf };
  });
  return {
    projects: contributions.flatMap(({ source, items }) => items.map((project) => ({ source, project }))),
    reports: contributions.map(({ report, items }) => ({ ...report, rowsReturned: items.length })),
  };
}
