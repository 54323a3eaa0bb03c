import { isRungraphError } from '../../../contract/error.ts';
import type { Model, ModelVersion, VersionsRequest } from '../../../contract/models.ts';
import type { Page } from '../../../contract/page.ts';
import { requireGroup } from '../../sources/groups.ts';
import { allPages } from '../all-pages.ts';
import type { Side } from '../side.ts';

/** A model of the source with its versions, the oldest first. */
export interface SourceModel {
  readonly model: Model;
  readonly versions: readonly ModelVersion[];
}

export interface Registry {
  readonly models: readonly SourceModel[];
  /** Why some may be missing. */
  readonly partial: string | null;
}

const pageModels = 100;
const pageVersions = 1000;

/** All models of a source, by name. None where it has no registry. */
export async function readRegistry(side: Side): Promise<Registry> {
  const reasons: string[] = [];
  const models = await allPages(async (after) => {
    const page = await side.ask('searchModels', async (adapter, context) => {
      if (adapter.models === undefined) return { items: [], next: null };
      return adapter.models.searchModels(context, { search: null, limit: pageModels, after }).catch(noRegistry);
    });
    if ('partial' in page) reasons.push(page.partial);
    return page;
  });
  const found: SourceModel[] = [];
  for (let start = 0; start < models.length; start += pageModels) {
    const some = models.slice(start, start + pageModels);
    const first = await firstPages(
      side,
      some.map(({ nativeId }) => nativeId),
    );
    for (const [index, model] of some.entries()) {
      found.push({ model, versions: await readVersions(side, model.nativeId, first[index]) });
    }
  }
  found.sort((a, b) => (a.model.nativeId < b.model.nativeId ? -1 : 1));
  return { models: found, partial: reasons[0] ?? null };
}

function noRegistry(error: unknown): { readonly items: readonly Model[]; readonly next: null } {
  if (isRungraphError(error) && error.code === 'UNSUPPORTED') return { items: [], next: null };
  throw error;
}

/** Versions of a model, the oldest first. `first`: their first page, where it was read already. */
export async function readVersions(
  side: Side,
  modelId: string,
  first?: Page<ModelVersion>,
): Promise<readonly ModelVersion[]> {
  const versions = await allPages(async (after) => {
    if (after === null && first !== undefined) return first;
    const [page] = await pagesOf(side, [{ modelId, limit: pageVersions, after }]);
    return page ?? { items: [], next: null };
  });
  return [...versions].reverse();
}

/** Trackers answer for many models by as many calls as for a few. */
function firstPages(side: Side, modelIds: readonly string[]): Promise<readonly Page<ModelVersion>[]> {
  return pagesOf(
    side,
    modelIds.map((modelId) => ({ modelId, limit: pageVersions, after: null })),
  );
}

function pagesOf(side: Side, requests: readonly VersionsRequest[]): Promise<readonly Page<ModelVersion>[]> {
  if (requests.length === 0) return Promise.resolve([]);
  return side.ask('listVersions', async (adapter, context) => {
    const pages = await requireGroup(adapter, 'models').listVersions(context, requests);
    return pages.map((page) => {
      if (isRungraphError(page)) throw page;
      return page;
    });
  });
}
