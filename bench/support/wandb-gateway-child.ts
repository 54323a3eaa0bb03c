import { sampleKey } from '../../adapters/wandb/emulator/start.ts';
import { serve } from '../../src/server/serve.ts';
import { assembleBench } from './assembled.ts';
import { serveChild } from './children.ts';

/** The gateway over one server of W&B. It keeps nothing. */
await serveChild(async (argument) => {
  const source = { tracker: 'wandb', url: String(argument), apiKey: sampleKey };
  const gateway = await assembleBench({ source, freshMs: 0 });
  return (await serve(gateway, { host: '127.0.0.1', port: 0 })).url;
});
