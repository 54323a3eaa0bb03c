import type { Adapter } from '../../src/contract/adapter.ts';
import type { Page, PageRequest } from '../../src/contract/page.ts';
import type { Project } from '../../src/contract/project.ts';
import type { Runtime } from '../../src/contract/tracker.ts';
import type { CallContext } from '../../src/contract/context.ts';
import type { ArtifactAccess } from './artifact-access.ts';
import { openArtifactClient } from './artifact-client.ts';
import { aimCapabilities } from './capabilities.ts';
import { openClient } from './client.ts';
import type { AimSettings } from './config.ts';
import { diagnostics, recognise } from './diagnose.ts';
import { getArtifacts } from './get-artifacts.ts';
import { getEdges } from './get-edges.ts';
import { getRuns } from './get-runs.ts';
import { getSeries } from './get-series.ts';
import { listArtifacts } from './list-artifacts.ts';
import { listFiles } from './list-files.ts';
import { openFile } from './open-file.ts';
import { describeSearch, searchRuns } from './search-runs.ts';
import { toProject } from './to-model.ts';

/** Reads one Aim 3 server. */
export function createAdapter(settings: AimSettings, runtime: Runtime): Adapter {
  const http = runtime.openHttp({ ...settings, callers: true });
  const baseUrl = settings.url.replace(/\/+$/, '');
  const client = openClient(http);
  const files = openArtifactClient(http);
  const access = (context: CallContext): ArtifactAccess => ({ client, files, context, baseUrl });

  return {
    artifacts: {
      getArtifacts: (context, ids) => getArtifacts(access(context), ids),
      listArtifacts: (context, search) => listArtifacts(access(context), search),
      listFiles: (context, request) => listFiles(access(context), request),
      openFile: (context, request) => openFile(access(context), request),
    },
    lineage: {
      getEdges: (context, requests) => getEdges(access(context), requests),
    },

    /** Aim does not tell its version over HTTP. */
    async probe(context) {
      const { clockSkewMs } = await recognise(client, context);
      return { version: null, capabilities: aimCapabilities, diagnostics, clockSkewMs };
    },

    close() {
      http.close();
      return Promise.resolve();
    },

    async listProjects(context, page) {
      return pageOf(
        (await client.experiments(context)).map((item) => toProject(baseUrl, item)),
        page,
      );
    },

    searchRuns: (context, search) => searchRuns(access(context), search),
    getRuns: (context, ids) => getRuns(access(context), ids),
    getSeries: (context, requests) => getSeries(client, context, requests),
    describeSearch,
  };
}

/** The server lists all experiments at once. */
function pageOf(projects: readonly Project[], { limit, after }: PageRequest): Page<Project> {
  const start = after === null ? 0 : projects.findIndex(({ nativeId }) => nativeId === after) + 1;
  const items = projects.slice(start, start + limit);
  return { items, next: start + limit < projects.length ? (items.at(-1)?.nativeId ?? null) : null };
}
