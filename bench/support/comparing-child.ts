import type { Run } from '../../src/contract/run.ts';
import type { Series } from '../../src/contract/series.ts';
import { serve } from '../../src/server/serve.ts';
import { noise, walk } from '../../test/core/curves/walk.ts';
import { cachedGateway } from '../../test/support/cached-gateway.ts';
import { everything } from '../../test/support/memory-adapter.ts';
import { metric, param, run } from '../../test/support/runs.ts';
import { answerQuestions, serveChild } from './children.ts';
import { watchLoop } from './watch-loop.ts';

const points = 1000;

function seriesOf(id: string): Series {
  const { x, y } = walk(Number(id.slice(1)) + 1, points, 'even');
  return { steps: x, values: y, timestamps: x.map((step) => 1000 * step), totalPoints: points, complete: true };
}

/** A thousand runs with curves. */
const curved = Array.from({ length: 1000 }, (_run, at): Run => {
  const figures = noise(at + 1, 5);
  return run(`c${String(at)}`, {
    startedAt: at,
    status: 'FINISHED',
    params: [param('model', `m${String(at % 4)}`)],
    metrics: Array.from(figures, (value, index) => ({ ...metric(`metric_${String(index)}`, value), count: points })),
  });
});

/** Ten thousand runs of a sweep, with 50 params each. */
const swept = Array.from({ length: 10_000 }, (_run, at): Run => {
  const figures = noise(at + 5000, 51);
  return run(`s${String(at)}`, {
    startedAt: at,
    status: 'FINISHED',
    params: Array.from(figures.subarray(1), (value, index) =>
      param(`param_${String(index)}`, index % 2 === 0 ? value : 10 ** (5 * value)),
    ),
    metrics: [metric('score', figures[0] ?? 0)],
  });
});

/** A hundred runs that are wide. */
const wide = Array.from({ length: 100 }, (_run, at): Run => {
  const figures = noise(at + 90_000, 300);
  return run(`w${String(at)}`, {
    startedAt: at,
    status: 'FINISHED',
    params: Array.from(figures.subarray(0, 200), (value, index) => param(`param_${String(index)}`, value)),
    metrics: Array.from(figures.subarray(200), (value, index) => metric(`metric_${String(index)}`, value)),
  });
});

const loop = watchLoop();

answerQuestions((question) => {
  if (question === 'reset') loop.reset();
  return loop.held();
});

/** A gateway as `rungraph serve` builds it, over sources in memory, which says for how long its event loop was held. */
await serveChild(async () => {
  const capabilities = { ...everything, limits: { clauses: 100, pageRuns: 10_000 } };
  const { gateway } = await cachedGateway(
    {
      curves: { runs: curved, capabilities, series: seriesOf },
      sweep: { runs: swept, capabilities },
      wide: { runs: wide, capabilities },
    },
    { cache: { memoryMb: 1024 }, deadlineMs: 60_000 },
  );
  return (await serve(gateway, { host: '127.0.0.1', port: 0 })).url;
});
