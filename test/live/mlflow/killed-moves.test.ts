import { listAt } from '../../support/json-at.ts';
import { expectSurvived } from '../../support/killed-moves.ts';
import { post } from '../../adapters/mlflow/seed-server.ts';
import type { RealServer } from '../support/server.ts';
import { startFastTrackMl, startMlflow } from './servers.ts';

// SIGKILL at any moment, into real servers. MLflow 2 refuses a NaN that is sent twice, and all beside it.

const servers = {
  'mlflow-2': () => startMlflow('mlflow-2'),
  'mlflow-3': () => startMlflow('mlflow-3'),
  fasttrackml: startFastTrackMl,
} as const;

let server: RealServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const targets = [
  { kind: 'mlflow-2', seed: 21 },
  { kind: 'mlflow-3', seed: 22 },
  { kind: 'fasttrackml', seed: 23 },
] as const;
/** All by LIVE_KILLS=all npm run test:live -- killed. Else MLflow 2, where sending a batch of NaN twice is an error. */
const chosen = targets.slice(0, process.env['LIVE_KILLS'] === 'all' ? targets.length : 1);

test.each(chosen)('60 runs into $kind, killed ten times (seed $seed)', async ({ kind, seed }) => {
  server = await servers[kind]();
  await expectSurvived({
    target: { tracker: 'mlflow', url: server.url },
    seed,
    runs: 60,
    kills: 10,
  });
  const search = { experiment_ids: ['0', '1'], run_view_type: 'ALL', max_results: 1000 };
  expect(listAt(await post(server.url, 'runs/search', search), 'runs')).toHaveLength(60);
});
