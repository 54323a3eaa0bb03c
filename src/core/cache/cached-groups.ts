import type { Adapter } from '../../contract/adapter.ts';
import type { Lifetime } from './entry.ts';
import { unlessBroken, type KeptReads } from './kept-reads.ts';
import { lifetimeOf, type KeepSettings } from './lifetimes.ts';

type Group<Name extends keyof Adapter> = NonNullable<Adapter[Name]>;

export interface GroupOptions {
  readonly reads: KeptReads;
  readonly keep: KeepSettings;
  /** How long what hangs on a run serves. */
  readonly ofRun: (runId: string) => Lifetime;
}

/** The optional groups of an adapter, by way of the cache. Files are never kept. */
export function cacheGroups(adapter: Adapter, options: GroupOptions): Partial<Adapter> {
  const { artifacts, lineage, models, environments } = adapter;
  return {
    ...(artifacts && { artifacts: cacheArtifacts(artifacts, options) }),
    ...(lineage && { lineage: cacheLineage(lineage, options) }),
    ...(models && { models: cacheModels(models, options) }),
    ...(environments && { environments: cacheEnvironments(environments, options) }),
  };
}

function cacheArtifacts(bare: Group<'artifacts'>, { reads, keep }: GroupOptions): Group<'artifacts'> {
  const lists = lifetimeOf('lists', keep);
  return {
    ...bare,
    getArtifacts: (context, ids) =>
      reads.slots(context, {
        method: 'getArtifacts',
        items: ids,
        asked: (id) => id,
        fetch: (own, some) => bare.getArtifacts(own, some),
        lifetimeOf: unlessBroken(lists, lifetimeOf('missing', keep)),
      }),
    listArtifacts: (context, search) =>
      reads.one(
        context,
        'listArtifacts',
        search,
        (own) => bare.listArtifacts(own, search),
        () => lists,
      ),
    listFiles: (context, request) =>
      reads.one(
        context,
        'listFiles',
        request,
        (own) => bare.listFiles(own, request),
        () => lists,
      ),
  };
}

function cacheLineage(bare: Group<'lineage'>, { reads, keep }: GroupOptions): Group<'lineage'> {
  return {
    getEdges: (context, requests) =>
      reads.slots(context, {
        method: 'getEdges',
        items: requests,
        asked: (request) => request,
        fetch: (own, some) => bare.getEdges(own, some),
        lifetimeOf: unlessBroken(lifetimeOf('lists', keep), lifetimeOf('missing', keep)),
      }),
  };
}

function cacheModels(bare: Group<'models'>, { reads, keep }: GroupOptions): Group<'models'> {
  const lists = lifetimeOf('lists', keep);
  const whole = unlessBroken(lists, lifetimeOf('missing', keep));
  return {
    searchModels: (context, search) =>
      reads.one(
        context,
        'searchModels',
        search,
        (own) => bare.searchModels(own, search),
        () => lists,
      ),
    getModels: (context, ids) =>
      reads.slots(context, {
        method: 'getModels',
        items: ids,
        asked: (id) => id,
        fetch: (own, some) => bare.getModels(own, some),
        lifetimeOf: whole,
      }),
    listVersions: (context, requests) =>
      reads.slots(context, {
        method: 'listVersions',
        items: requests,
        asked: (request) => request,
        fetch: (own, some) => bare.listVersions(own, some),
        lifetimeOf: whole,
      }),
    getVersions: (context, ids) =>
      reads.slots(context, {
        method: 'getVersions',
        items: ids,
        asked: (id) => id,
        fetch: (own, some) => bare.getVersions(own, some),
        lifetimeOf: whole,
      }),
  };
}

function cacheEnvironments(bare: Group<'environments'>, { reads, keep, ofRun }: GroupOptions): Group<'environments'> {
  return {
    getEnvironments: (context, runIds) =>
      reads.slots(context, {
        method: 'getEnvironments',
        items: runIds,
        subjectOf: (id) => id,
        asked: (id) => id,
        fetch: (own, some) => bare.getEnvironments(own, some),
        lifetimeOf: (slot, id) => unlessBroken(ofRun(id), lifetimeOf('missing', keep))(slot),
      }),
  };
}
