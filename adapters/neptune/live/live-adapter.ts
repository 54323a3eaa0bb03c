import type { Adapter, ProbeAnswer } from '../../../src/contract/adapter.ts';
import type { CallContext } from '../../../src/contract/context.ts';
import type { Runtime } from '../../../src/contract/tracker.ts';
import { liveCapabilitiesOf } from '../capabilities.ts';
import { openClient } from '../client.ts';
import type { LiveSettings } from '../config.ts';
import { getEdges } from './get-edges.ts';
import { getRuns } from './get-runs.ts';
import { getSeries } from './get-series.ts';
import { listProjects } from './list-projects.ts';
import type { RunAccess } from './run-access.ts';
import { describeSearch, searchRuns } from './search-runs.ts';
import { openSession } from './session.ts';

/** Reads a server of either line, by JSON alone. */
export function createLiveAdapter({ url, apiToken, forks }: LiveSettings, runtime: Runtime): Adapter {
  const http = runtime.openHttp({ url });
  const session = openSession(http, apiToken, runtime.now);
  const client = openClient(session);

  async function access(context: CallContext): Promise<RunAccess> {
    return { client, context, line: await session.line(context), stitched: forks === 'stitched' };
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
      return Promise.resolve();
    },

    listProjects: (context, page) => listProjects(client, context, page),
    searchRuns: async (context, search) => searchRuns(await access(context), search),
    getRuns: async (context, ids) => getRuns(await access(context), ids),
    getSeries: async (context, requests) => getSeries(await access(context), requests),
    lineage: { getEdges: async (context, requests) => getEdges(await access(context), requests) },
    describeSearch: (search) => describeSearch(search, session.knownLine()),
  };
}
