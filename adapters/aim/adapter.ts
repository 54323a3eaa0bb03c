import type { Adapter, Page, PageRequest } from '../../src/contract/adapter.ts';
import type { Project } from '../../src/contract/project.ts';
import type { Runtime } from '../../src/contract/tracker.ts';
import { aimCapabilities } from './capabilities.ts';
import { openClient } from './client.ts';
import type { AimSettings } from './config.ts';
import { recognise } from './diagnose.ts';
import { getRuns } from './get-runs.ts';
import { getSeries } from './get-series.ts';
import { describeSearch, searchRuns } from './search-runs.ts';
import { toProject } from './to-model.ts';

/** Reads one Aim 3 server. */
export function createAdapter(settings: AimSettings, runtime: Runtime): Adapter {
  const http = runtime.openHttp(settings);
  const baseUrl = settings.url.replace(/\/+$/, '');
  const client = openClient(http);

  return {
    /** Aim does not tell its version over HTTP. */
    async probe(context) {
      const { clockSkewMs } = await recognise(client, context);
      return { version: null, capabilities: aimCapabilities, diagnostics: [], clockSkewMs };
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

    searchRuns: (context, search) => searchRuns({ client, context, baseUrl }, search),
    getRuns: (context, ids) => getRuns({ client, context, baseUrl }, ids),
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
