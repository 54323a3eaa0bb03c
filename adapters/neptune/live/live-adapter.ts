import type { Adapter, ProbeAnswer } from '../../../src/contract/adapter.ts';
import type { CallContext } from '../../../src/contract/context.ts';
import type { Runtime } from '../../../src/contract/tracker.ts';
import { liveCapabilitiesOf } from '../capabilities.ts';
import { openClient } from '../client.ts';
import type { LiveSettings } from '../config.ts';
import type { ArtifactAccess } from './artifacts/artifact-access.ts';
import { openContentClient } from './artifacts/content-client.ts';
import { getArtifacts } from './artifacts/get-artifacts.ts';
import { listArtifacts } from './artifacts/list-artifacts.ts';
import { listFiles } from './artifacts/list-files.ts';
import { openFile } from './artifacts/open-file.ts';
import { openStore } from './artifacts/open-store.ts';
import { getEdges } from './get-edges.ts';
import { getRuns } from './get-runs.ts';
import { getSeries } from './get-series.ts';
import { listProjects } from './list-projects.ts';
import { getModels, getVersions, listVersions, searchModels } from './registry.ts';
import { describeSearch, searchRuns } from './search-runs.ts';
import { openSession } from './session.ts';

/** Reads a server of either line, by JSON alone. */
export function createLiveAdapter({ url, apiToken, forks }: LiveSettings, runtime: Runtime): Adapter {
  const http = runtime.openHttp({ url });
  const session = openSession(http, apiToken, runtime.now);
  const client = openClient(session);
  const content = openContentClient(session);
  const store = openStore(runtime.openHttp);

  function access(context: CallContext): ArtifactAccess {
    return { client, content, store, context, ...session.facts(), stitched: forks === 'stitched' };
  }

  return {
    async probe(context): Promise<ProbeAnswer> {
      const { line, clockSkewMs } = await session.recognise(context);
      // Says whether the token is good.
      await client.organizations(context);
      return {
        version: `Neptune ${line}`,
        capabilities: liveCapabilitiesOf(line, forks),
        diagnostics: [],
        clockSkewMs,
      };
    },

    close() {
      http.close();
      store.close();
      return Promise.resolve();
    },

    listProjects: (context, page) => listProjects(client, context, page),
    searchRuns: async (context, search) => searchRuns(access(context), search),
    getRuns: async (context, ids) => getRuns(access(context), ids),
    getSeries: async (context, requests) => getSeries(access(context), requests),
    artifacts: {
      getArtifacts: async (context, ids) => getArtifacts(access(context), ids),
      listArtifacts: async (context, search) => listArtifacts(access(context), search),
      listFiles: async (context, request) => listFiles(access(context), request),
      openFile: async (context, request) => openFile(access(context), request),
    },
    lineage: { getEdges: async (context, requests) => getEdges(access(context), requests) },
    models: {
      searchModels: async (context, search) => searchModels(access(context), search),
      getModels: async (context, ids) => getModels(access(context), ids),
      listVersions: async (context, requests) => listVersions(access(context), requests),
      getVersions: async (context, ids) => getVersions(access(context), ids),
    },
    describeSearch: (search) => describeSearch(search, session.facts().line),
  };
}
