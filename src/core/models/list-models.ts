import type { Page } from '../../contract/page.ts';
import type { Model, ModelVersion, VersionsRequest } from '../../contract/models.ts';
import { bindingOf } from '../lists/cursor.ts';
import type { ListPage, PageArguments } from '../lists/list-page.ts';
import { listPages, type Listed } from '../lists/list-pages.ts';
import type { Scope } from '../scope.ts';
import { requireGroup } from '../sources/groups.ts';
import type { Source } from '../sources/source.ts';
import type { SourceCall } from '../sources/open-call.ts';

/** A page of the registered models of sources with this text in their name in any case, one source after the other. */
export function listModels(
  scope: Scope,
  sources: readonly Source[],
  search: string | null,
  page: PageArguments,
): Promise<ListPage<Listed<Model>>> {
  const wanted = search?.toLowerCase() ?? '';
  return listPages(scope, {
    sources,
    binding: bindingOf(['models', sources.map(({ id }) => id), search]),
    ...page,
    accepts: ({ name }) => name.toLowerCase().includes(wanted),
    read: (_source, call, request) =>
      call.run('searchModels', (adapter, context) =>
        requireGroup(adapter, 'models').searchModels(context, { search: search === '' ? null : search, ...request }),
      ),
  });
}

/** Reads one page of the versions of one model; several models are gathered by the caller. */
export type ReadVersions = (source: Source, call: SourceCall, request: VersionsRequest) => Promise<Page<ModelVersion>>;

/** A page of the versions of one model, newest first. */
export function listVersions(
  scope: Scope,
  source: Source,
  modelId: string,
  page: PageArguments,
  read: ReadVersions,
): Promise<ListPage<Listed<ModelVersion>>> {
  return listPages(scope, {
    sources: [source],
    binding: bindingOf(['versions', source.id, modelId]),
    ...page,
    accepts: () => true,
    read: (_source, call, request) => read(source, call, { modelId, ...request }),
  });
}
