import type { Adapter, ProbeAnswer, RunPage, RunSearch } from '../../src/contract/adapter.ts';
import type { CallContext } from '../../src/contract/context.ts';
import { RungraphError } from '../../src/contract/error.ts';
import type { Runtime } from '../../src/contract/tracker.ts';
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

/** Reads one MLflow server, or one that speaks its protocol. */
export function createAdapter(settings: MlflowSettings, runtime: Runtime): Adapter {
  const http = runtime.openHttp({ ...settings, callers: true });
  const baseUrl = settings.url.replace(/\/+$/, '');
  let dialect: Dialect | undefined;
  const client = openClient(http, new URL(baseUrl).pathname.replace(/\/$/, ''), workspaceHeader);
  const files = openArtifactClient(http, workspaceHeader);
  const registry = openRegistryClient(http, workspaceHeader);
  const fastClient = openFastTrackMlClient(http, workspaceHeader);

  function workspaceHeader(): Readonly<Record<string, string>> {
    if (settings.workspace === undefined || dialect?.workspaces !== true) return {};
    return { 'X-MLFLOW-WORKSPACE': settings.workspace };
  }

  async function probe(context: CallContext): Promise<ProbeAnswer> {
    const { version, server, clockSkewMs } = await client.version(context);
    const info = await client.serverInfo(context);
    const found = dialectOf({ version, server, workspaces: info?.workspaces ?? false });
    dialect = found;
    await client.searchExperiments(context, { limit: 1, after: null });
    return {
      version: found.product === 'mlflow' ? version : `FastTrackML ${version ?? ''}`.trim(),
      capabilities: capabilitiesOf(found),
      diagnostics: diagnose(found, settings),
      clockSkewMs,
    };
  }

  async function known(context: CallContext): Promise<Dialect> {
    if (dialect === undefined) await probe(context);
    return dialect ?? dialectOf({ version: null, server: '', workspaces: false });
  }

  /** @throws UNSUPPORTED where the server has no such thing, or answers lists of it that are always empty. */
  async function access(context: CallContext): Promise<ArtifactAccess> {
    const found = await known(context);
    if (found.product === 'mlflow') return { client, files, registry, context, dialect: found, baseUrl };
    throw new RungraphError('UNSUPPORTED', 'Of FastTrackML, runs and metrics are read, and nothing else.');
  }

  /** What reading runs and metrics depends on. */
  async function of(context: CallContext) {
    const found = await known(context);
    const isFast = found.product === 'fasttrackml';
    return { dialect: found, fast: isFast ? fastClient : undefined, pagesUrl: pagesUrlOf(baseUrl, found) };
  }

  return {
    artifacts: {
      getArtifacts: async (context, ids) => getArtifacts(await access(context), ids),
      listArtifacts: async (context, search) => listArtifacts(await access(context), search),
      listFiles: async (context, request) => listFiles(await access(context), request),
      openFile: async (context, request) => openFile(await access(context), request),
    },
    lineage: {
      getEdges: async (context, requests) => getEdges(await access(context), requests),
    },
    models: {
      searchModels: async (context, search) => searchModels(await access(context), search),
      getModels: async (context, ids) => getModels(await access(context), ids),
      listVersions: async (context, requests) => listVersions(await access(context), requests),
      getVersions: async (context, ids) => getVersions(await access(context), ids),
    },
    environments: {
      getEnvironments: async (context, ids) => getEnvironments(await access(context), ids),
    },

    probe,

    close() {
      http.close();
      return Promise.resolve();
    },

    async listProjects(context, page) {
      const { pagesUrl } = await of(context);
      const { items, next } = await client.searchExperiments(context, page);
      return { items: items.map((item) => toProject(pagesUrl, item)), next };
    },

    searchRuns: async (context: CallContext, search: RunSearch): Promise<RunPage> => {
      const { fast, pagesUrl } = await of(context);
      const page = await searchRuns({ client, context, pagesUrl }, search);
      return fast === undefined ? page : namePage({ client, fast, context }, page);
    },

    async getRuns(context, ids) {
      const { fast, pagesUrl } = await of(context);
      const slots = await getRuns({ client, context, pagesUrl }, ids);
      return fast === undefined ? slots : nameSlots({ client, fast, context }, slots);
    },

    async getSeries(context, requests) {
      const { dialect: found, fast } = await of(context);
      return getSeries({ client, context, dialect: found, fast }, requests);
    },

    describeSearch,
  };
}
