import type { Artifact, FilesRequest, WantedArtifacts } from '../../contract/artifacts.ts';
import { RungraphError } from '../../contract/error.ts';
import type { ContentIndex } from '../lineage/content-index.ts';
import { bindingOf } from '../lists/cursor.ts';
import type { ListPage } from '../lists/list-page.ts';
import { listPages, type Listed } from '../lists/list-pages.ts';
import type { SourceProjects } from '../query/run-selection.ts';
import type { Scope } from '../scope.ts';
import { requireGroup } from '../sources/groups.ts';
import type { Source } from '../sources/source.ts';
import type { SourceCall } from '../sources/open-call.ts';
import { compileWanted } from './wanted.ts';

export interface ArtifactListRequest {
  readonly within: readonly SourceProjects[];
  readonly wanted: WantedArtifacts;
  readonly first: number;
  readonly after: string | null;
}

/** A page of the artifacts of sources, one source after the other. */
export function listArtifacts(
  scope: Scope,
  content: ContentIndex,
  { within, wanted, first, after }: ArtifactListRequest,
): Promise<ListPage<Listed<Artifact>>> {
  const projectsOf = new Map(within.map(({ source, projects }) => [source, projects]));
  return listPages(scope, {
    sources: within.map(({ source }) => source),
    binding: bindingOf(['artifacts', wanted, within.map(({ source, projects }) => [source.id, projects])]),
    first,
    after,
    accepts: compileWanted(wanted),
    async read(source, call, page) {
      await requireType(call, wanted.type);
      const projects = projectsOf.get(source) ?? null;
      const found = await call.run('listArtifacts', (adapter, context) =>
        requireGroup(adapter, 'artifacts').listArtifacts(context, { projects, wanted, ...page }),
      );
      content.note(source, found.items);
      return found;
    },
  });
}

/** A kind of artifact that a tracker does not have is not an empty list of them. */
async function requireType(call: SourceCall, type: WantedArtifacts['type']): Promise<void> {
  const { capabilities } = await call.ready();
  if (type === null || capabilities.artifacts === undefined || capabilities.artifacts.types.includes(type)) return;
  const types = capabilities.artifacts.types.join(', ');
  throw new RungraphError('UNSUPPORTED', `This source has no artifacts of type ${type}, but: ${types}.`);
}

/** A page of the files of one artifact. */
export function listFiles(
  scope: Scope,
  source: Source,
  request: Omit<FilesRequest, 'limit' | 'after'>,
  page: { readonly first: number; readonly after: string | null },
) {
  return listPages(scope, {
    sources: [source],
    binding: bindingOf(['files', source.id, request.artifactId, request.path, request.recursive]),
    ...page,
    accepts: () => true,
    read: (_source, call, { limit, after }) =>
      call.run('listFiles', (adapter, context) =>
        requireGroup(adapter, 'artifacts').listFiles(context, { ...request, limit, after }),
      ),
  });
}
