import type { Adapter } from '../../src/contract/adapter.ts';
import { mapGroups } from '../../src/core/call/map-groups.ts';
import { callContext } from './call-context.ts';

/** An adapter alone, as the core calls it: a probe has succeeded before anything else is asked. */
export function probedFirst(bare: Adapter): Adapter {
  let known: Promise<unknown> | undefined;
  async function after<T>(call: () => Promise<T>): Promise<T> {
    known ??= bare.probe(callContext()).catch((error: unknown) => {
      known = undefined;
      throw error;
    });
    await known;
    return call();
  }
  return {
    probe: (context) => bare.probe(context),
    close: () => bare.close(),
    describeSearch: (search) => bare.describeSearch(search),
    listProjects: (context, page) => after(() => bare.listProjects(context, page)),
    searchRuns: (context, search) => after(() => bare.searchRuns(context, search)),
    getRuns: (context, ids) => after(() => bare.getRuns(context, ids)),
    getSeries: (context, requests) => after(() => bare.getSeries(context, requests)),
    ...mapGroups(bare, {
      artifacts: (own) => ({
        getArtifacts: (context, ids) => after(() => own.getArtifacts(context, ids)),
        listArtifacts: (context, search) => after(() => own.listArtifacts(context, search)),
        listFiles: (context, request) => after(() => own.listFiles(context, request)),
        openFile: (context, request) => after(() => own.openFile(context, request)),
      }),
      lineage: (own) => ({ getEdges: (context, requests) => after(() => own.getEdges(context, requests)) }),
      models: (own) => ({
        searchModels: (context, search) => after(() => own.searchModels(context, search)),
        getModels: (context, ids) => after(() => own.getModels(context, ids)),
        listVersions: (context, requests) => after(() => own.listVersions(context, requests)),
        getVersions: (context, ids) => after(() => own.getVersions(context, ids)),
      }),
      environments: (own) => ({ getEnvironments: (context, ids) => after(() => own.getEnvironments(context, ids)) }),
    }),
  };
}
