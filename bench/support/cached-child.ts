import { serve } from '../../src/server/serve.ts';
import { assembleBench } from './assembled.ts';
import { serveChild } from './children.ts';

/** The gateway as `rungraph serve` runs it, over one server, with the cache of one process. */
await serveChild(async (argument) => {
  const gateway = await assembleBench({ source: { tracker: 'mlflow', url: String(argument) }, freshMs: 600_000 });
  return (await serve(gateway, { host: '127.0.0.1', port: 0 })).url;
});
