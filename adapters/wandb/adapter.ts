import type { Adapter, ProbeAnswer } from '../../src/contract/adapter.ts';
import type { CallContext, UpstreamContext } from '../../src/contract/context.ts';
import { RungraphError } from '../../src/contract/error.ts';
import type { Runtime } from '../../src/contract/tracker.ts';
import { openLearnt } from '../../src/kit/learnt.ts';
import type { ArtifactAccess } from './artifacts/artifact-access.ts';
import { openArtifactClient } from './artifacts/artifact-client.ts';
import { getArtifacts } from './artifacts/get-artifacts.ts';
import { getEdges } from './artifacts/get-edges.ts';
import { listArtifacts } from './artifacts/list-artifacts.ts';
import { listFiles } from './artifacts/list-files.ts';
import { openFile } from './artifacts/open-file.ts';
import { askHistoryKeys } from './ask-history-keys.ts';
import { askMoreInputs } from './ask-more-inputs.ts';
import { wandbCapabilities } from './capabilities.ts';
import { openClient } from './client.ts';
import { connectionOf, pagesOf, type WandbSettings } from './config.ts';
import { diagnose } from './diagnose.ts';
import { openFetcher } from './file-fetcher.ts';
import { getRuns } from './get-runs.ts';
import { getSeries } from './history/get-series.ts';
import { openPace } from './pace.ts';
import { getVersions, listVersions } from './registry/list-versions.ts';
import { getModels, searchModels, type RegistryAccess } from './registry/search-models.ts';
import { describeSearch, searchRuns } from './search-runs.ts';
import { openSender } from './send.ts';
import { toProject } from './to-model.ts';
import { openInputClient } from './writer/input-client.ts';
import { openWriteClient } from './writer/write-client.ts';
import { writeFile } from './writer/write-file.ts';
import { openInputWriter } from './writer/write-inputs.ts';
import { createWriter } from './writer/writer.ts';

/** Reads the projects of one entity of a W&B server. */
export function createAdapter(settings: WandbSettings, runtime: Runtime): Adapter {
  const http = runtime.openHttp(connectionOf(settings));
  const baseUrl = settings.url.replace(/\/+$/, '');
  const pagesUrl = pagesOf(settings);
  const pace = openPace();
  const sender = openSender(http, pace);
  const artifacts = openArtifactClient(sender, pace);
  const client = askMoreInputs(askHistoryKeys(openClient(sender)), artifacts);
  const fetcher = openFetcher(http, baseUrl, runtime.openHttp);
  const entity = openLearnt<string | undefined>();

  /** @throws INVALID_QUERY where neither the config nor the key names one. */
  function entityOf(): string {
    const found = entity.get();
    if (found !== undefined) return found;
    throw new RungraphError('INVALID_QUERY', 'The key has no default entity: name one by entity in the config.');
  }

  /** @throws UNAUTHENTICATED where the key is nobody's. */
  async function probe(context: UpstreamContext): Promise<ProbeAnswer> {
    const facts = await client.facts(context);
    const hasKey = settings.apiKey !== undefined || settings.auth !== undefined;
    if (!facts.known && hasKey) {
      throw new RungraphError(
        'UNAUTHENTICATED',
        'The server knows nobody by this API key; check apiKey in the config.',
      );
    }
    entity.set(settings.entity ?? facts.entity ?? undefined);
    return {
      version: facts.version,
      capabilities: wandbCapabilities,
      diagnostics: diagnose(facts, settings),
      clockSkewMs: facts.clockSkewMs,
    };
  }

  function access(context: CallContext): ArtifactAccess {
    return { client: artifacts, fetcher, context, pagesUrl };
  }

  function registry(context: CallContext): RegistryAccess {
    return { ...access(context), sender, entity: entityOf() };
  }

  const writes = openWriteClient(http, sender, pace);

  return {
    writer: createWriter({
      writes,
      entity: entityOf,
      projects: settings.projects,
      writeFile: (context, run, file) => writeFile({ writes, fetcher, context }, run, file),
      writeInputs: openInputWriter({ client: openInputClient(sender), fetcher }),
    }),
    artifacts: {
      getArtifacts: (context, ids) => getArtifacts(access(context), ids),
      listArtifacts: (context, search) => listArtifacts(access(context), search),
      listFiles: (context, request) => listFiles(access(context), request),
      openFile: (context, request) => openFile(access(context), request),
    },
    lineage: {
      getEdges: (context, requests) => getEdges(access(context), requests),
    },
    models: {
      searchModels: async (context, search) => searchModels(registry(context), search),
      getModels: async (context, ids) => getModels(registry(context), ids),
      listVersions: async (context, requests) => listVersions(registry(context), requests),
      getVersions: async (context, ids) => getVersions(registry(context), ids),
    },

    probe,

    close() {
      http.close();
      fetcher.close();
      return Promise.resolve();
    },

    async listProjects(context, page) {
      const owner = entityOf();
      const { items, next } = await client.listProjects(context, owner, page);
      const wanted = items.filter(({ name }) => settings.projects?.includes(name) ?? true);
      return { items: wanted.map((item) => toProject(pagesUrl, owner, item)), next };
    },

    searchRuns: (context, search) => searchRuns({ client, context, pagesUrl }, search),

    getRuns: (context, ids) => getRuns({ client, context, pagesUrl }, ids),

    getSeries: (context, requests) => getSeries({ client, fetcher, pace, context }, requests),

    describeSearch,
  };
}
