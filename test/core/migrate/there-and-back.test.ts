import { startAimEmulator } from '../../../adapters/aim/emulator/start.ts';
import { startMlflowEmulator } from '../../../adapters/mlflow/emulator/start.ts';
import { openPlaces } from './places.ts';
import { randomRuns } from './random-runs.ts';

// Aim -> archive -> MLflow -> archive -> MLflow: what arrives by way of archives is what arrives without one. The digest
// is of all that is read back: fields, params, tags, each series bit by bit, and each file.

test.each([2, 3])('an archive on the way changes nothing, seed %i', async (seed) => {
  const data = randomRuns(seed, 12);
  const aim = await startAimEmulator({ port: 0, data });
  const empty = { port: 0, data: { projects: [], runs: [] } };
  const [direct, second, last] = await Promise.all([0, 1, 2].map(() => startMlflowEmulator(empty)));
  const places = await openPlaces({
    aim: { tracker: 'aim', url: aim.url },
    direct: { tracker: 'mlflow', url: direct?.url },
    first: { tracker: 'neptune', archive: '{folder}/first' },
    second: { tracker: 'mlflow', url: second?.url },
    third: { tracker: 'neptune', archive: '{folder}/third' },
    last: { tracker: 'mlflow', url: last?.url },
  });
  try {
    const way = ['aim', 'first', 'second', 'third', 'last'] as const;
    const without = await places.move('aim', 'direct');
    expect(without.wrong).toEqual([]);
    const digests: (readonly string[])[] = [];
    for (const [index, to] of way.slice(1).entries()) {
      const { wrong, digests: own } = await places.move(way[index] ?? '', to);
      expect({ to, wrong }).toEqual({ to, wrong: [] });
      digests.push([...own.values()].sort());
    }
    const expected = [...without.digests.values()].sort();
    expect(expected.length).toBe(12);
    expect(digests[1]).toEqual(expected);
    expect(digests[3]).toEqual(expected);
  } finally {
    await places.close();
    for (const one of [aim, direct, second, last]) await one?.close();
  }
});
