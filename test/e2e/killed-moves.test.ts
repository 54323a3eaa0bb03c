import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMlflowEmulator } from '../../adapters/mlflow/emulator/start.ts';
import { sampleKey, startWandbEmulator } from '../../adapters/wandb/emulator/start.ts';
import { expectSurvived } from '../support/killed-moves.ts';
import { at } from '../support/json-at.ts';

// SIGKILL at any moment loses nothing and doubles nothing. The older server refuses a NaN that is sent twice.

test.each([
  { version: '2.22.5', seed: 11 },
  { version: '3.17.2', seed: 12 },
] as const)('60 runs into MLflow $version, killed ten times (seed $seed)', async ({ version, seed }) => {
  const target = await startMlflowEmulator({ port: 0, data: { projects: [], runs: [] }, version });
  try {
    await expectSurvived({
      target: { tracker: 'mlflow', url: target.url },
      seed,
      runs: 60,
      kills: 10,
    });
    const response = await fetch(`${target.url}/api/2.0/mlflow/runs/search`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ experiment_ids: ['0', '1', '2'], run_view_type: 'ALL', max_results: 1000 }),
    });
    expect(at(await response.json(), 'runs')).toHaveLength(60);
  } finally {
    await target.close();
  }
});

test('60 runs into an archive, killed ten times (seed 13)', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rungraph-archive-'));
  try {
    const target = { tracker: 'neptune', archive: folder };
    await expectSurvived({ target, seed: 13, runs: 60, kills: 10 });
    // Each run once, and nothing half written beside them.
    const parts = (await readdir(join(folder, 'data'), { recursive: true })).filter((name) => name.includes('_part_'));
    expect(parts.filter((name) => name.endsWith('_part_0.parquet'))).toHaveLength(60);
    expect(parts.filter((name) => !name.endsWith('.parquet'))).toEqual([]);
    const whole: unknown = JSON.parse(await readFile(join(folder, 'archive.json'), 'utf8'));
    expect(at(whole, 'counts', 'runs')).toBe(60);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('20 runs into W&B, killed ten times (seed 14)', async () => {
  const emulator = await startWandbEmulator({ port: 0, data: { projects: [], runs: [] } });
  try {
    const target = { tracker: 'wandb', url: emulator.url, apiKey: sampleKey };
    await expectSurvived({ target, seed: 14, runs: 20, kills: 10 });
    // Each run once, and in it each step.
    const runs = emulator.world.projects.flatMap(({ runs: all }) => all);
    expect(runs).toHaveLength(20);
    for (const { history } of runs) expect(new Set(history.map((row) => row['_step'])).size).toBe(history.length);
  } finally {
    await emulator.close();
  }
});
