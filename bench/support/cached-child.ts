import { mlflow } from '../../adapters/mlflow/index.ts';
import { openSources } from '../../src/cli/open-gateway.ts';
import { openCache } from '../../src/core/cache/open-cache.ts';
import { startGateway } from '../../src/graphql/gateway.ts';
import { serve } from '../../src/server/serve.ts';
import { serveChild } from './children.ts';

const log = { info: () => undefined, warn: () => undefined };
const minute = 60_000;
const freshMs = { lists: 10 * minute, running: minute, finished: minute, finishedSeries: minute, missing: 1_000 };

/** The gateway as `rungraph serve` runs it, over one server, with the cache of one process. */
await serveChild(async (argument) => {
  const cache = openCache({ memoryMb: 128, answersMb: 32, staleMs: 60_000, errorMs: 60_000 }, log);
  const opened = mlflow.open({ url: String(argument) });
  const config = { id: 'bench', tracker: mlflow, opened, deadlineMs: 120_000, concurrency: 6, freshMs };
  const gateway = await startGateway(openSources([config], log, { cache }), log, { answers: cache.answers });
  return (await serve(gateway, { host: '127.0.0.1', port: 0 })).url;
});
