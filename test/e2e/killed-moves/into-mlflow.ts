import { startMlflowEmulator } from '../../../adapters/mlflow/emulator/start.ts';
import { at } from '../../support/json-at.ts';
import { expectSurvived } from '../../support/killed-moves.ts';

/** 60 runs into an MLflow of a version, killed ten times: SIGKILL at any moment loses nothing and doubles nothing. */
export async function expectSurvivedInMlflow(version: '2.22.5' | '3.17.2', seed: number): Promise<void> {
  const target = await startMlflowEmulator({ port: 0, data: { projects: [], runs: [] }, version });
  try {
    await expectSurvived({ target: { tracker: 'mlflow', url: target.url }, seed, runs: 60, kills: 10 });
    const response = await fetch(`${target.url}/api/2.0/mlflow/runs/search`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ experiment_ids: ['0', '1', '2'], run_view_type: 'ALL', max_results: 1000 }),
    });
    expect(at(await response.json(), 'runs')).toHaveLength(60);
  } finally {
    await target.close();
  }
}
