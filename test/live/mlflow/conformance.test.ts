import { keepOnFastTrackMl, keepOnMlflow, keepOnMlflow2 } from '../../adapters/mlflow/limitations.ts';
import { openMlflowTarget } from '../../adapters/mlflow/open-target.ts';
import { seedServer, type Fill } from '../../adapters/mlflow/seed-server.ts';
import { describeConformance } from '../../conformance/suite.ts';
import type { Target } from '../../conformance/target.ts';
import type { RealServer } from '../support/server.ts';
import { startFastTrackMl, startMlflow } from './servers.ts';

function target(
  name: string,
  start: () => Promise<RealServer>,
  { keep = keepOnMlflow, artifacts = 'none', pointByPoint = false }: Fill,
  waivers: Target['waivers'] = [],
): Target {
  const stored = { datasets: true, files: true, models: artifacts === 'logged models', registry: true };
  return {
    name,
    keep,
    waivers,
    paramsAreText: true,
    openMs: 300_000,
    ...(artifacts === 'none' ? {} : { artifacts: stored }),
    async open(data, id) {
      const server = await start();
      const { runIds } = await seedServer(server.url, data, { keep, artifacts, pointByPoint });
      return openMlflowTarget(server.url, id, runIds, () => server.stop(), 'everything');
    },
  };
}

// Questions a server: each costs as many pages as the server and the question need.
const scale = Number(process.env['LIVE_QUESTIONS'] ?? 1);

describeConformance(
  target('MLflow 3.17.2', () => startMlflow('mlflow-3'), { artifacts: 'logged models' }),
  { questions: 150 * scale, seed: 3 },
);
describeConformance(
  target('MLflow 2.22.5', () => startMlflow('mlflow-2'), { keep: keepOnMlflow2, artifacts: 'files' }),
  { questions: 150 * scale, seed: 2 },
);
describeConformance(target('FastTrackML 0.6.0', startFastTrackMl, { keep: keepOnFastTrackMl }), {
  questions: 1000 * scale,
  seed: 1,
});

/** The server keeps what was sent last as the latest point of a metric, whatever its step; LAST is pushed as it is there. */
const asSent = (check: string) => ({
  check,
  reason: 'the latest point is the one that was sent last',
  version: '0.6.0',
});

describeConformance(
  target(
    'FastTrackML 0.6.0, filled point by point',
    startFastTrackMl,
    { keep: keepOnFastTrackMl, pointByPoint: true },
    [asSent('random-questions'), asSent('exact-clauses')],
  ),
  // Few random questions tell the two apart: so many do, whatever is asked beside them.
  { questions: 1000 * scale, seed: 4 },
);
