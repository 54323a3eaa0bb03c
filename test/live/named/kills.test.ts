import { sampleKey, startWandbEmulator } from '../../../adapters/wandb/emulator/start.ts';
import { at } from '../../support/json-at.ts';
import { expectSurvived, type KilledMove } from '../../support/killed-moves.ts';
import { startPair } from '../aim/pair.ts';
import { runPythonLines } from '../aim/repos.ts';
import { startFastTrackMl, startMlflow } from '../mlflow/servers.ts';
import type { RealServer } from '../support/server.ts';

// The move is killed again and again, and so is the real server that it writes to. Nothing is lost or doubled.

const runs = Number(process.env['KILLED_RUNS'] ?? 300);
const kills = Number(process.env['KILLS'] ?? 50);

interface Victim extends Pick<KilledMove, 'target' | 'restartTarget'> {
  /** Runs that are there, by others than Rungraph. */
  readonly countRuns: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

test.each([
  ['MLflow 3', 31, () => mlflow(() => startMlflow('mlflow-3'))],
  ['MLflow 2', 32, () => mlflow(() => startMlflow('mlflow-2'))],
  ['FastTrackML', 33, () => mlflow(startFastTrackMl)],
  ['W&B', 34, wandb],
  ['Aim', 35, aim],
] as const)('%s, seed %i', async (name, seed, open) => {
  const { target, restartTarget, countRuns, stop } = await open();
  try {
    await expectSurvived({ target, seed, runs, kills, ...(restartTarget && { restartTarget }) });
    expect(await countRuns()).toBe(runs);
    process.stdout.write(`${name}: ${runs} runs, ${kills} kills, seed ${seed}\n`);
  } finally {
    await stop();
  }
});

async function mlflow(start: () => Promise<RealServer>): Promise<Victim> {
  const server = await start();
  return {
    target: { tracker: 'mlflow', url: server.url },
    restartTarget: () => server.restart(),
    async countRuns() {
      const response = await fetch(`${server.url}/api/2.0/mlflow/runs/search`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ experiment_ids: ['0', '1', '2'], run_view_type: 'ALL', max_results: 1000 }),
      });
      const found = at(await response.json(), 'runs');
      return Array.isArray(found) ? found.length : 0;
    },
    stop: () => server.stop(),
  };
}

/** It holds runs in this process, so that it is not ended. */
async function wandb(): Promise<Victim> {
  const emulator = await startWandbEmulator({ port: 0, data: { projects: [], runs: [] } });
  return {
    target: { tracker: 'wandb', url: emulator.url, apiKey: sampleKey },
    countRuns: () => Promise.resolve(emulator.world.projects.reduce((sum, project) => sum + project.runs.length, 0)),
    stop: () => emulator.close(),
  };
}

/** Both servers: a run that `aim up` met half made stays out of its index until it is started anew. */
async function aim(): Promise<Victim> {
  const pair = await startPair();
  return {
    target: pair.config,
    async restartTarget() {
      await pair.killServer();
      await pair.restartUp();
    },
    countRuns: () => Promise.resolve(runPythonLines('moved.py', [pair.folder]).length),
    stop: () => pair.stop(),
  };
}
