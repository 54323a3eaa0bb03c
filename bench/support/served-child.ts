import { openGateway } from '../../src/cli/open-gateway.ts';
import { serve } from '../../src/server/serve.ts';
import { serveChild } from './children.ts';

const log = { info: () => undefined, warn: () => undefined };

/** The gateway of a config file, as `rungraph serve` runs it. */
await serveChild(async (argument) => {
  const { gateway } = await openGateway(String(argument), log);
  return (await serve(gateway, { host: '127.0.0.1', port: 0 })).url;
});
