import type { Adapter } from '../../contract/adapter.ts';
import type { CallContext } from '../../contract/context.ts';
import type { RungraphError } from '../../contract/error.ts';
import type { Lifetime } from './entry.ts';
import { unlessBroken, type KeptReads } from './kept-reads.ts';
import { lifetimeOf, type KeepSettings } from './lifetimes.ts';

export interface GroupOptions {
  readonly reads: KeptReads;
  readonly keep: KeepSettings;
  /** How long what hangs on a run serves. */
  readonly ofRun: (runId: string) => Lifetime;
}

/** The optional groups of an adapter, by way of the cache. Files are never kept. */
export function cacheGroups(adapter: Adapter, { reads, keep, ofRun }: GroupOptions): Partial<Adapter> {
  const { artifacts, lineage, models, environments } = adapter;
  const [lists, missing] = [lifetimeOf('lists', keep), lifetimeOf('missing', keep)];

  function list<Asked, T>(method: string, fetch: (context: CallContext, asked: Asked) => Promise<T>) {
    return (context: CallContext, asked: Asked): Promise<T> => {
      const key = reads.key(context, method, asked);
      return reads.one(
        context,
        key,
        (own) => fetch(own, asked),
        () => lists,
      );
    };
  }

  function many<Item, T>(
    method: string,
    fetch: (context: CallContext, items: readonly Item[]) => Promise<readonly (T | RungraphError)[]>,
  ) {
    return (context: CallContext, items: readonly Item[]): Promise<readonly (T | RungraphError)[]> => {
      const keys = items.map((item) => reads.key(context, method, item));
      return reads.slots<Item, T | RungraphError>(context, {
        items,
        keys,
        fetch,
        lifetimeOf: unlessBroken(lists, missing),
      });
    };
  }

  return {
    ...(artifacts && {
      artifacts: {
        ...artifacts,
        getArtifacts: many('getArtifacts', (context, ids) => artifacts.getArtifacts(context, ids)),
        listArtifacts: list('listArtifacts', (context, search) => artifacts.listArtifacts(context, search)),
        listFiles: list('listFiles', (context, request) => artifacts.listFiles(context, request)),
      },
    }),
    ...(lineage && {
      lineage: { getEdges: many('getEdges', (context, requests) => lineage.getEdges(context, requests)) },
    }),
    ...(models && {
      models: {
        searchModels: list('searchModels', (context, search) => models.searchModels(context, search)),
        getModels: many('getModels', (context, ids) => models.getModels(context, ids)),
        listVersions: many('listVersions', (context, requests) => models.listVersions(context, requests)),
        getVersions: many('getVersions', (context, ids) => models.getVersions(context, ids)),
      },
    }),
    ...(environments && {
      environments: {
        getEnvironments: (context, runIds) =>
          reads.slots(context, {
            items: runIds,
            keys: runIds.map((id) => reads.key(context, 'getEnvironments', id, id)),
            fetch: (own, some) => environments.getEnvironments(own, some),
            lifetimeOf: (slot, id) => unlessBroken(ofRun(id), missing)(slot),
          }),
      },
    }),
  };
}
