import { aim } from '../../../adapters/aim/index.ts';
import { openSource } from '../../../src/core/sources/source.ts';
import { startGateway } from '../../../src/graphql/gateway.ts';
import { openHttpClient } from '../../../src/kit/http-client.ts';
import type { OpenTarget } from '../../conformance/target.ts';
import { quietLog } from '../../support/quiet-scope.ts';

/** A gateway over one Aim server that was filled already. */
export async function openAimTarget(
  url: string,
  id: string,
  runIds: ReadonlyMap<string, string>,
  close: () => Promise<void>,
): Promise<OpenTarget> {
  const openHttp = (settings: Parameters<typeof openHttpClient>[0]) => openHttpClient(settings, 4);
  const adapter = aim.open({ url }).create({ openHttp, now: Date.now, log: quietLog });
  const { kind, capabilities } = aim;
  const source = openSource({ id, tracker: kind, url, deadlineMs: 120_000, capabilities, adapter }, quietLog);
  const gateway = await startGateway(new Map([[source.id, source]]), quietLog);
  return {
    gateway,
    source,
    runIds,
    async close() {
      await gateway.close();
      await close();
    },
  };
}
