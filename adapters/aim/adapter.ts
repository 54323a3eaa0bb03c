import type { Adapter } from '../../src/contract/adapter.ts';
import type { Page, PageRequest } from '../../src/contract/page.ts';
import type { Project } from '../../src/contract/project.ts';
import type { Runtime } from '../../src/contract/tracker.ts';
import type { CallContext } from '../../src/contract/context.ts';
import type { ArtifactAccess } from './artifact-access.ts';
import { openArtifactClient } from './artifact-client.ts';
import { openClient } from './client.ts';
import { connectionOf, type AimSettings } from './config.ts';
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
import { openRuns } from './writer/open-runs.ts';
import { examineServer } from './writer/examine-server.ts';
import { openSessions } from './writer/session.ts';
import { openTrackingClient } from './writer/tracking-client.ts';
import { createWriter } from './writer/writer.ts';

/** Reads one Aim 3 server, and writes by way of an `aim server` where the config names one. */
export function createAdapter(settings: AimSettings, runtime: Runtime): Adapter {
  const http = runtime.openHttp({ ...settings, callers: true });
  const baseUrl = settings.url.replace(/\/+$/, '');
  const client = openClient(http);
  const files = openArtifactClient(http);
  const server = settings.server === undefined ? undefined : openServer(settings, runtime);
  const access = (context: CallContext): ArtifactAccess => ({ client, files, context, baseUrl });

  return {
    writer: createWriter({ client, server }),
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
      const { capabilities, found } = await examineServer(server?.tracking, settings.server, context);
      return { version: null, capabilities, diagnostics: [...diagnostics, ...found], clockSkewMs };
    },

    close() {
      http.close();
      server?.close();
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

function openServer(settings: AimSettings, runtime: Runtime) {
  const connection = connectionOf(settings);
  const http = runtime.openHttp(connection);
  const tracking = openTrackingClient(http, (context, path) => runtime.openSocket(connection, context, path));
  const sessions = openSessions(tracking, runtime.now);
  return {
    tracking,
    sessions,
    runs: openRuns(sessions),
    close(): void {
      sessions.drop();
      http.close();
    },
  };
}
