import { sampleKey } from '../../adapters/wandb/emulator/start.ts';
import { wandb } from '../../adapters/wandb/index.ts';
import { openSource } from '../../src/core/sources/source.ts';
import { startGateway } from '../../src/graphql/gateway.ts';
import { openHttpClient } from '../../src/kit/http-client.ts';
import { serve } from '../../src/server/serve.ts';
import { serveChild } from './children.ts';

const log = { info: () => undefined, warn: () => undefined };

/** The gateway over one server of W&B, without a cache. */
await serveChild(async (argument) => {
  const url = String(argument);
  const openHttp = (settings: Parameters<typeof openHttpClient>[0]) => openHttpClient(settings, 4);
  const adapter = wandb.open({ url, apiKey: sampleKey }).create({ openHttp, now: Date.now, log });
  const { capabilities, kind: tracker } = wandb;
  const source = openSource({ id: 'bench', tracker, url, deadlineMs: 120_000, capabilities, adapter }, log);
  const gateway = await startGateway(new Map([['bench', source]]), log);
  return (await serve(gateway, { host: '127.0.0.1', port: 0 })).url;
});
