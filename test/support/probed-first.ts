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
      writer: (own) => ({
        ensureProject: (context, name) => after(() => own.ensureProject(context, name)),
        findCopies: (context, search) => after(() => own.findCopies(context, search)),
        createRun: (context, run) => after(() => own.createRun(context, run)),
        writeParams: (context, id, params) => after(() => own.writeParams(context, id, params)),
        writeTags: (context, id, tags) => after(() => own.writeTags(context, id, tags)),
        writePoints: (context, id, series, row) => after(() => own.writePoints(context, id, series, row)),
        writeInputs: (context, id, inputs) => after(() => own.writeInputs(context, id, inputs)),
        filesId: (id) => own.filesId(id),
        writeFile: (context, id, file) => after(() => own.writeFile(context, id, file)),
        finishRun: (context, id, end) => after(() => own.finishRun(context, id, end)),
        noteDigest: (context, id, digest) => after(() => own.noteDigest(context, id, digest)),
        archiveRun: (context, id) => after(() => own.archiveRun(context, id)),
        endMove: (context) => after(() => own.endMove(context)),
      }),
      modelWriter: (own) => ({
        findModel: (context, name) => after(() => own.findModel(context, name)),
        createModel: (context, model) => after(() => own.createModel(context, model)),
        createVersion: (context, version) => after(() => own.createVersion(context, version)),
        nameVersion: (context, names) => after(() => own.nameVersion(context, names)),
      }),
    }),
  };
}
