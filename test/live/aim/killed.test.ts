import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startAimEmulator } from '../../../adapters/aim/emulator/start.ts';
import { isRungraphError } from '../../../src/contract/error.ts';
import { plainRun } from '../../../src/emulator-kit/sample/build-run.ts';
import type { SampleData } from '../../../src/emulator-kit/sample/sample-data.ts';
import { openPlaces } from '../../core/migrate/places.ts';
import { expectSurvived } from '../../support/killed-moves.ts';
import { startPair, type AimPair } from './pair.ts';
import { runPythonLines } from './repos.ts';

// SIGKILL at any moment, of the move and of the server: nothing is lost, and nothing is there twice.

let pair: AimPair | undefined;
afterEach(async () => {
  await pair?.stop();
  pair = undefined;
});

function runsIn({ folder }: AimPair): number {
  return runPythonLines('moved.py', [folder]).length;
}

test('20 runs into Aim, killed four times (seed 31)', async () => {
  pair = await startPair();
  await expectSurvived({ target: pair.config, seed: 31, runs: 20, kills: 4 });
  expect(runsIn(pair)).toBe(20);
});

const startedAt = 1_700_000_000_000;
const runs = Array.from({ length: 12 }, (_run, number) =>
  plainRun({
    key: `r${String(number)}`,
    project: 'vision',
    name: `run ${String(number)}`,
    startedAt,
    params: [{ key: 'lr', value: 0.1 }],
    metrics: ['a', 'b', 'c', 'd'].map((key) => ({
      key,
      context: { part: key },
      points: Array.from({ length: 1500 }, (_point, step) => ({
        step,
        value: step % 50 === 0 ? NaN : step / 7,
        timestamp: startedAt + step,
      })),
    })),
  }),
);
const data: SampleData = { projects: [{ name: 'vision', description: null, createdAt: 0 }], runs };

test('an aim server that is killed in the middle of a move, and started anew', async () => {
  const aim = await startAimEmulator({ port: 0, data });
  pair = await startPair();
  const places = await openPlaces({ old: { tracker: 'aim', url: aim.url }, new: pair.config });
  try {
    const first = places.move('old', 'new');
    const ledger = join(places.folder, 'old-new.ledger.jsonl');
    while ((await readFile(ledger, 'utf8').catch(() => '')).split('"created"').length <= 5) await sleep(20);
    await pair.killServer();
    // Patience may end before the trouble does: then the same is simply begun again.
    await first.catch((error: unknown) => {
      if (!isRungraphError(error)) throw error;
    });
    // A run that `aim up` met half made is left out of its index until it is started anew.
    await pair.restartUp();
    const { wrong } = await places.move('old', 'new');
    expect(wrong).toEqual([]);
    expect(runsIn(pair)).toBe(12);
  } finally {
    await places.close();
    await aim.close();
  }
});
