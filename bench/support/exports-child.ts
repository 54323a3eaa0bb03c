import { openMetrics } from '../../src/core/observe/metrics.ts';
import type { Series } from '../../src/contract/series.ts';
import { startGateway } from '../../src/graphql/gateway.ts';
import { serve } from '../../src/server/serve.ts';
import { cachedGateway } from '../../test/support/cached-gateway.ts';
import { everything } from '../../test/support/memory-adapter.ts';
import { quietLog } from '../../test/support/quiet-scope.ts';
import { metric, param, run } from '../../test/support/runs.ts';
import { serveChild } from './children.ts';

const points = 100_000;
const column = Float64Array.from({ length: points }, (_point, index) => index / 7);
const steps = Float64Array.from({ length: points }, (_point, index) => index);
const timestamps = Float64Array.from({ length: points }, (_point, index) => 1_764_000_000_000 + 1000 * index);
const long: Series = { steps, values: column, timestamps, totalPoints: points, complete: true };

/** A hundred runs of a hundred thousand points, and ten thousand runs of a hundred columns, all of them kept. */
await serveChild(async () => {
  const curves = Array.from({ length: 100 }, (_run, index) =>
    run(`c${String(index)}`, { metrics: [metric('loss', 1, { count: points })] }),
  );
  const wide = Array.from({ length: 10_000 }, (_run, index) =>
    run(String(index), {
      name: `run ${String(index)}`,
      startedAt: 1_764_000_000_000 + index,
      params: Array.from({ length: 60 }, (_param, key) => param(`p${String(key)}`, index / (key + 1))),
      metrics: Array.from({ length: 40 }, (_metric, key) => metric(`m${String(key)}`, index * (key + 1))),
    }),
  );
  const { gateway: kept } = await cachedGateway(
    {
      curves: { capabilities: everything, runs: curves, series: () => long },
      wide: { capabilities: everything, runs: wide },
    },
    { cache: { memoryMb: 2048 } },
  );
  const gateway = await startGateway(kept.sources, quietLog, { metrics: openMetrics({ ofProcess: true }) });
  return (await serve(gateway, { host: '127.0.0.1', port: 0 })).url;
});
