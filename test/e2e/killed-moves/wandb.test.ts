import { sampleKey, startWandbEmulator } from '../../../adapters/wandb/emulator/start.ts';
import { expectSurvived } from '../../support/killed-moves.ts';

test('60 runs into W&B, killed ten times (seed 14)', async () => {
  const emulator = await startWandbEmulator({ port: 0, data: { projects: [], runs: [] } });
  try {
    const target = { tracker: 'wandb', url: emulator.url, apiKey: sampleKey };
    await expectSurvived({ target, seed: 14, runs: 60, kills: 10 });
    // Each run once, and in it each step.
    const runs = emulator.world.projects.flatMap(({ runs: all }) => all);
    expect(runs).toHaveLength(60);
    for (const { history } of runs) expect(new Set(history.map((row) => row['_step'])).size).toBe(history.length);
  } finally {
    await emulator.close();
  }
});
