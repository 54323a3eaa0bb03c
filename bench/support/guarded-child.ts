import { z } from 'zod';
import { assembleGateway } from '../../src/assemble/assemble-gateway.ts';
import { readConfig } from '../../src/config/load-config.ts';
import { serve } from '../../src/server/serve.ts';
import { trackers } from '../../adapters/registry.ts';
import { serveChild } from './children.ts';

/** Without a hash of a key nobody is asked who they are, and nothing is limited. */
const guarded = z.object({ url: z.string(), hash: z.string().optional() });

/** A gateway over one server that keeps what it reads, with an API key and limits or without; a subgraph too. */
await serveChild(async (argument) => {
  const { url, hash } = guarded.parse(argument);
  const freshMs = { lists: 600_000, running: 600_000, finished: 600_000, finishedSeries: 600_000, missing: 600_000 };
  const config = {
    server: { federation: true },
    limits: { requestsPerMinute: 10_000_000 },
    ...(hash === undefined ? {} : { auth: { keys: [{ id: 'bench', hash, scopes: ['read:*'] }] } }),
    sources: { bench: { tracker: 'mlflow', url, freshMs } },
  };
  const read = readConfig(JSON.stringify(config), 'bench.yaml', { trackers, environment: {} });
  const log = { info: () => undefined, warn: () => undefined };
  const gateway = await assembleGateway(read, { log });
  const guards = hash === undefined ? {} : { auth: read.auth, limits: read.limits };
  return (await serve(gateway, { host: '127.0.0.1', port: 0, ...guards })).url;
});
