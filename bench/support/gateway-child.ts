import { serve } from '../../src/server/serve.ts';
import { assembleBench } from './assembled.ts';
import { serveChild } from './children.ts';

/** The gateway as `rungraph serve` runs it, over one server. It keeps nothing. */
await serveChild(async (argument) => {
  const gateway = await assembleBench({ source: { tracker: 'mlflow', url: String(argument) }, freshMs: 0 });
  return (await serve(gateway, { host: '127.0.0.1', port: 0 })).url;
});
