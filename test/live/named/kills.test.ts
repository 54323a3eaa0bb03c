import { at } from '../../support/json-at.ts';
import { expectSurvived } from '../../support/killed-moves.ts';
import { startFastTrackMl, startMlflow } from '../mlflow/servers.ts';

// The move is killed again and again, and so is the real server that it writes to. Nothing is lost or doubled.

const runs = Number(process.env['KILLED_RUNS'] ?? 300);
const kills = Number(process.env['KILLS'] ?? 50);

test.each([
  ['MLflow 3', () => startMlflow('mlflow-3'), 31],
  ['MLflow 2', () => startMlflow('mlflow-2'), 32],
  ['FastTrackML', startFastTrackMl, 33],
] as const)('%s', async (_name, start, seed) => {
  const server = await start();
  try {
    const target = { tracker: 'mlflow', url: server.url };
    await expectSurvived({ target, seed, runs, kills, restartTarget: () => server.restart() });
    const response = await fetch(`${server.url}/api/2.0/mlflow/runs/search`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ experiment_ids: ['0', '1', '2'], run_view_type: 'ALL', max_results: 1000 }),
    });
    expect(at(await response.json(), 'runs')).toHaveLength(runs);
  } finally {
    await server.stop();
  }
});
