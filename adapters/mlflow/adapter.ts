import type { Adapter, ProbeAnswer } from '../../src/contract/adapter.ts';
import type { CallContext, UpstreamContext } from '../../src/contract/context.ts';
import { RungraphError } from '../../src/contract/error.ts';
import type { Runtime } from '../../src/contract/tracker.ts';
import { openLearnt } from '../../src/kit/learnt.ts';
import type { ArtifactAccess } from './artifact-access.ts';
import { openArtifactClient } from './artifact-client.ts';
import { capabilitiesOf } from './capabilities.ts';
import { openClient } from './client.ts';
import type { MlflowSettings } from './config.ts';
import { dialectOf, pagesUrlOf, type Dialect } from './dialect.ts';
import { diagnose } from './diagnose.ts';
import { openFastTrackMlClient } from './fasttrackml-client.ts';
import { namePage, nameSlots } from './fasttrackml-contexts.ts';
import { getArtifacts } from './get-artifacts.ts';
import { getEdges } from './get-edges.ts';
import { getEnvironments } from './get-environments.ts';
import { getRuns } from './get-runs.ts';
import { getSeries } from './get-series.ts';
import { listArtifacts } from './list-artifacts.ts';
import { listFiles } from './list-files.ts';
import { openFile } from './open-file.ts';
import { getModels, getVersions, listVersions, searchModels } from './registry.ts';
import { openRegistryClient } from './registry-client.ts';
import { describeSearch, searchRuns } from './search-runs.ts';
import { toProject } from './to-model.ts';
import { openModelClient } from './writer/model-client.ts';
import { createModelWriter } from './writer/model-writer.ts';
import { openWriteClient } from './writer/write-client.ts';
import { createWriter } from './writer/writer.ts';

/** Reads and writes one MLflow server, or one that speaks its protocol. */
export function createAdapter(settings: MlflowSettings, runtime: Runtime): Adapter {
  const http = runtime.openHttp({ ...settings, callers: true });
  const baseUrl = settings.url.replace(/\/+$/, '');
  const dialect = openLearnt<Dialect>();
  let sendsWorkspace = false;
  const client = openClient(http, new URL(baseUrl).pathname.replace(/\/$/, ''), workspaceHeader);
  const files = openArtifactClient(http, workspaceHeader);
  const registry = openRegistryClient(http, workspaceHeader);
  const fastClient = openFastTrackMlClient(http, workspaceHeader);

  function workspaceHeader(): Readonly<Record<string, string>> {
    if (settings.workspace === undefined || !sendsWorkspace) return {};
    return { 'X-MLFLOW-WORKSPACE': settings.workspace };
  }

  async function probe(context: UpstreamContext): Promise<ProbeAnswer> {
    const { version, server, clockSkewMs } = await client.version(context);
    const info = await client.serverInfo(context);
    const found = dialectOf({ version, server, workspaces: info?.workspaces ?? false });
    dialect.set(found);
    sendsWorkspace = found.workspaces;
    await client.searchExperiments(context, { limit: 1, after: null });
    return {
      version: found.product === 'mlflow' ? version : `FastTrackML ${version ?? ''}`.trim(),
      capabilities: capabilitiesOf(found),
      diagnostics: diagnose(found, settings),
      clockSkewMs,
    };
  }

  /** @throws UNSUPPORTED where the server has no such thing, or answers lists of it that are always empty. */
  function access(context: CallContext): ArtifactAccess {
    const found = dialect.get();
    if (found.product === 'mlflow') return { client, files, registry, context, dialect: found, baseUrl };
    throw new RungraphError('UNSUPPORTED', 'Of FastTrackML, runs and metrics are read, and nothing else.');
  }

  /** What reading runs and metrics depends on. */
  function of() {
    const found = dialect.get();
    return { fast: found.product === 'fasttrackml' ? fastClient : undefined, pagesUrl: pagesUrlOf(baseUrl, found) };
  }

  return {
    artifacts: {
      getArtifacts: async (context, ids) => getArtifacts(access(context), ids),
      listArtifacts: async (context, search) => listArtifacts(access(context), search),
      listFiles: async (context, request) => listFiles(access(context), request),
      openFile: async (context, request) => openFile(access(context), request),
    },
    lineage: {
      getEdges: async (context, requests) => getEdges(access(context), requests),
    },
    models: {
      searchModels: async (context, search) => searchModels(access(context), search),
      getModels: async (context, ids) => getModels(access(context), ids),
      listVersions: async (context, requests) => listVersions(access(context), requests),
      getVersions: async (context, ids) => getVersions(access(context), ids),
    },
    environments: {
      getEnvironments: async (context, ids) => getEnvironments(access(context), ids),
    },

    writer: createWriter(client, openWriteClient(http, workspaceHeader)),
    modelWriter: createModelWriter(client, registry, openModelClient(http, workspaceHeader)),

    probe,

    close() {
      http.close();
      return Promise.resolve();
    },

    async listProjects(context, page) {
      const { pagesUrl } = of();
      const { items, next } = await client.searchExperiments(context, page);
      return { items: items.map((item) => toProject(pagesUrl, item)), next };
    },

    async searchRuns(context, search) {
      const { fast, pagesUrl } = of();
      const page = await searchRuns({ client, context, pagesUrl }, search);
      return fast === undefined ? page : namePage({ client, fast, context }, page);
    },

    async getRuns(context, ids) {
      const { fast, pagesUrl } = of();
      const slots = await getRuns({ client, context, pagesUrl }, ids);
      return fast === undefined ? slots : nameSlots({ client, fast, context }, slots);
    },

    async getSeries(context, requests) {
      const { fast } = of();
      return getSeries({ client, context, dialect: dialect.get(), fast }, requests);
    },

    describeSearch,
  };
}
