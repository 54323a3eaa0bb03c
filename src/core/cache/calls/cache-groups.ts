import type { RungraphError } from '../../../contract/error.ts';
import type { GroupLayers } from '../../call/map-groups.ts';
import type { SourceContext } from '../../call/source-context.ts';
import type { Lifetime } from '../stores/entry.ts';
import { unlessBroken, type KeyedReads } from './keyed-reads.ts';
import { lifetimeOf, type KeepSettings } from './lifetimes.ts';

export interface GroupOptions {
  readonly reads: KeyedReads;
  readonly keep: KeepSettings;
  /** How long what hangs on a run serves. */
  readonly ofRun: (runId: string) => Lifetime;
}

/** How the optional groups of an adapter go by way of the cache. Files are never kept. */
export function groupCaches({ reads, keep, ofRun }: GroupOptions): GroupLayers {
  const [lists, missing] = [lifetimeOf('lists', keep), lifetimeOf('missing', keep)];

  function list<Asked, T>(method: string, fetch: (context: SourceContext, asked: Asked) => Promise<T>) {
    return (context: SourceContext, asked: Asked): Promise<T> =>
      reads.one(context, {
        key: reads.key(context, method, asked),
        fetch: (own) => fetch(own, asked),
        lifetimeOf: () => lists,
      });
  }

  function many<Item, T>(
    method: string,
    fetch: (context: SourceContext, items: readonly Item[]) => Promise<readonly (T | RungraphError)[]>,
  ) {
    return (context: SourceContext, items: readonly Item[]): Promise<readonly (T | RungraphError)[]> => {
      const keys = items.map((item) => reads.key(context, method, item));
      const lifetimeOf = unlessBroken(lists, missing);
      return reads.slots<SourceContext, Item, T | RungraphError>(context, { items, keys, fetch, lifetimeOf });
    };
  }

  return {
    artifacts: (artifacts) => ({
      getArtifacts: many('getArtifacts', (context, ids) => artifacts.getArtifacts(context, ids)),
      listArtifacts: list('listArtifacts', (context, search) => artifacts.listArtifacts(context, search)),
      listFiles: list('listFiles', (context, request) => artifacts.listFiles(context, request)),
      openFile: (context, request) => artifacts.openFile(context, request),
    }),
    lineage: (lineage) => ({
      getEdges: many('getEdges', (context, requests) => lineage.getEdges(context, requests)),
    }),
    models: (models) => ({
      searchModels: list('searchModels', (context, search) => models.searchModels(context, search)),
      getModels: many('getModels', (context, ids) => models.getModels(context, ids)),
      listVersions: many('listVersions', (context, requests) => models.listVersions(context, requests)),
      getVersions: many('getVersions', (context, ids) => models.getVersions(context, ids)),
    }),
    environments: (environments) => ({
      getEnvironments: (context, runIds) =>
        reads.slots(context, {
          items: runIds,
          keys: runIds.map((id) => reads.key(context, 'getEnvironments', id, id)),
          fetch: (own, some) => environments.getEnvironments(own, some),
          lifetimeOf: (slot, id) => unlessBroken(ofRun(id), missing)(slot),
        }),
    }),
    // What is written passes by; a move of runs reads past the cache.
    writer: (writer) => writer,
    modelWriter: (writer) => writer,
  };
}
