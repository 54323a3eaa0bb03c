import { mlflow } from '../../../adapters/mlflow/index.ts';
import { openSource } from '../../../src/core/sources/source.ts';
import { startGateway } from '../../../src/graphql/gateway.ts';
import { openHttpClient } from '../../../src/kit/http-client.ts';
import type { OpenTarget } from '../../conformance/target.ts';
import { quietLog } from '../../support/quiet-scope.ts';

/** A gateway over one server that speaks MLflow's protocol and was filled already. */
export async function openMlflowTarget(
  url: string,
  id: string,
  runIds: ReadonlyMap<string, string>,
  close: () => Promise<void>,
): Promise<OpenTarget> {
  const opened = mlflow.open({ url });
  const openHttp = (settings: Parameters<typeof openHttpClient>[0]) => openHttpClient(settings, 4);
  const adapter = opened.create({ openHttp, now: Date.now, log: quietLog });
  const { kind, capabilities } = mlflow;
  const settings = { id, tracker: kind, url, deadlineMs: 60_000, capabilities, adapter };
  const source = openSource(settings, quietLog);
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
