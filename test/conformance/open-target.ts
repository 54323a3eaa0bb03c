import type { AnyTracker } from '../../src/contract/tracker.ts';
import { openSource } from '../../src/core/sources/source.ts';
import { startGateway } from '../../src/graphql/gateway.ts';
import { openHttpClient } from '../../src/kit/http-client.ts';
import { quietLog } from '../support/quiet-scope.ts';
import type { OpenTarget } from './target.ts';

/** A gateway over one server of a tracker, filled already. */
export async function openTarget(
  tracker: AnyTracker,
  url: string,
  filled: Pick<OpenTarget, 'runIds' | 'close'> & { readonly id: string; readonly settings?: object },
): Promise<OpenTarget> {
  const openHttp = (settings: Parameters<typeof openHttpClient>[0]) => openHttpClient(settings, 4);
  const adapter = tracker.open({ url, ...filled.settings }).create({ openHttp, now: Date.now, log: quietLog });
  const { kind, capabilities } = tracker;
  const settings = { id: filled.id, tracker: kind, url, deadlineMs: 120_000, capabilities, adapter };
  const source = openSource(settings, quietLog);
  const gateway = await startGateway(new Map([[source.id, source]]), quietLog);
  return {
    gateway,
    source,
    runIds: filled.runIds,
    async close() {
      await gateway.close();
      await filled.close();
    },
  };
}
