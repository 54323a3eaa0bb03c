import type { WandbEmulator } from '../../../adapters/wandb/emulator/start.ts';
import { createAdapter } from '../../../adapters/wandb/adapter.ts';
import { wandbSettings } from '../../../adapters/wandb/config.ts';
import { createOfflineAdapter } from '../../../adapters/wandb/offline/offline-adapter.ts';
import type { Adapter } from '../../../src/contract/adapter.ts';
import type { CallContext } from '../../../src/contract/context.ts';
import { isRungraphError } from '../../../src/contract/error.ts';
import type { Run } from '../../../src/contract/run.ts';
import type { Series, SeriesRequest } from '../../../src/contract/series.ts';
import { allKeys } from '../../../src/contract/projection.ts';
import { openHttpClient } from '../../../src/kit/http-client.ts';
import { openSocketClient } from '../../../src/kit/socket-client.ts';
import { callContext } from '../../support/call-context.ts';
import { probedFirst } from '../../support/probed-first.ts';
import { quietLog } from '../../support/quiet-scope.ts';

/** The adapter alone, without a gateway. */
export function openAdapter(settings: Readonly<Record<string, unknown>>): Adapter {
  const openHttp = (http: Parameters<typeof openHttpClient>[0]) => openHttpClient(http, 4);
  const runtime = { openHttp, openSocket: openSocketClient, now: Date.now, log: quietLog };
  const parsed = wandbSettings.parse(settings);
  return probedFirst(
    parsed.kind === 'offline' ? createOfflineAdapter(parsed, runtime) : createAdapter(parsed, runtime),
  );
}

/** A call that asks for all of a run. */
export function wholeCall(adapter: Adapter): CallContext {
  const projection = { params: allKeys, metrics: allKeys, tags: allKeys, parts: ['notes', 'provenance'] as const };
  return callContext({
    projection,
    projects: async () => (await adapter.listProjects(callContext(), { limit: 100, after: null })).items,
  });
}

/** Every run, project by project and page by page, with everything. The core probes before it asks for anything else. */
export async function readRuns(adapter: Adapter): Promise<readonly Run[]> {
  await adapter.probe(callContext());
  const context = wholeCall(adapter);
  const runs: Run[] = [];
  for (const { nativeId } of await context.projects()) {
    let after: string | null = null;
    do {
      const search = {
        projects: [nativeId],
        filter: { kind: 'and', filters: [] } as const,
        order: null,
        archived: 'EXCLUDE' as const,
      };
      const page = await adapter.searchRuns(context, { ...search, limit: 25, after });
      runs.push(...page.runs);
      after = page.next;
    } while (after !== null);
  }
  return runs;
}

export async function readSeries(
  adapter: Adapter,
  runId: string,
  metrics: readonly string[],
): Promise<readonly Series[]> {
  const requests = metrics.map((metric): SeriesRequest => {
    return { runId, projectId: '', metric, context: null, from: null, to: null, maxPoints: null };
  });
  const answers = await adapter.getSeries(callContext(), requests);
  return answers.map((answer) => {
    if (isRungraphError(answer)) throw answer;
    return answer;
  });
}

/** What the server was asked beside the probe's question. */
export function askedOf(emulator: WandbEmulator | undefined): number {
  return emulator?.requests.filter(({ query }) => !query.includes('viewer')).length ?? 0;
}
