import { isRungraphError } from '../../../contract/error.ts';
import type { Model, ModelVersion } from '../../../contract/models.ts';
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
  for (const model of models) found.push({ model, versions: await readVersions(side, model.nativeId) });
  found.sort((a, b) => (a.model.nativeId < b.model.nativeId ? -1 : 1));
  return { models: found, partial: reasons[0] ?? null };
}

function noRegistry(error: unknown): { readonly items: readonly Model[]; readonly next: null } {
  if (isRungraphError(error) && error.code === 'UNSUPPORTED') return { items: [], next: null };
  throw error;
}

/** Versions of a model, the oldest first. */
export async function readVersions(side: Side, modelId: string): Promise<readonly ModelVersion[]> {
  const versions = await allPages((after) =>
    side.ask('listVersions', async (adapter, context) => {
      const request = { modelId, limit: pageVersions, after };
      const [page] = await requireGroup(adapter, 'models').listVersions(context, [request]);
      if (isRungraphError(page)) throw page;
      return page ?? { items: [], next: null };
    }),
  );
  return [...versions].reverse();
}
