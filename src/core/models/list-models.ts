import type { Page } from '../../contract/page.ts';
import type { Model, ModelVersion, VersionsRequest } from '../../contract/models.ts';
import { listPages, type ListedPages } from '../lists/list-pages.ts';
import { fingerprint } from '../query/cursor.ts';
import type { Scope } from '../scope.ts';
import { requireGroup } from '../sources/groups.ts';
import type { Source } from '../sources/source.ts';
import type { SourceCall } from '../sources/open-call.ts';

interface PageArguments {
  readonly first: number;
  readonly after: string | null;
}

/** A page of the registered models of sources with this text in their name in any case, one source after the other. */
export function listModels(
  scope: Scope,
  sources: readonly Source[],
  search: string | null,
  page: PageArguments,
): Promise<ListedPages<Model>> {
  const wanted = search?.toLowerCase() ?? '';
  return listPages(scope, {
    sources,
    binding: fingerprint(['models', sources.map(({ id }) => id), search]),
    ...page,
    accepts: ({ name }) => name.toLowerCase().includes(wanted),
    read: (_source, call, request) =>
      call.run('searchModels', (adapter, context) =>
        requireGroup(adapter, 'models').searchModels(context, { search: search === '' ? null : search, ...request }),
      ),
  });
}

/** Reads one page of the versions of one model; several models are gathered by whoever calls. */
export type ReadVersions = (source: Source, call: SourceCall, request: VersionsRequest) => Promise<Page<ModelVersion>>;

/** A page of the versions of one model, newest first. */
export function listVersions(
  scope: Scope,
  source: Source,
  modelId: string,
  page: PageArguments,
  read: ReadVersions,
): Promise<ListedPages<ModelVersion>> {
  return listPages(scope, {
    sources: [source],
    binding: fingerprint(['versions', source.id, modelId]),
    ...page,
    accepts: () => true,
    read: (_source, call, request) => read(source, call, { modelId, ...request }),
  });
}
