import { plainRun } from '../../../src/emulator-kit/sample/build-run.ts';
import type { InjectedFault } from '../../../src/emulator-kit/inject-faults.ts';
import { openMovingWorld } from './moving.ts';

// MLflow refuses one of two requests that name the same new data set at once: both look whether it is there, both add it,
// and the key of its table is unique. Seen with 3.17.2 and 2.22.5.

const startedAt = Date.UTC(2026, 0, 1);
const datasets = [{ name: 'digits', digest: 'd1a60a', uri: 's3://data.example.com/digits', role: 'training' }];
const runs = Array.from({ length: 8 }, (_run, index) => {
  const key = `run-${index}`;
  return plainRun({
    key,
    project: 'vision',
    name: key,
    startedAt: startedAt + index,
    endedAt: startedAt + 9_000,
    datasets,
  });
});
const data = { projects: [{ name: 'vision', description: null, createdAt: startedAt }], runs };

async function movedWith(faults: () => InjectedFault | undefined) {
  const world = await openMovingWorld(data, {
    line: '2.x',
    faults: ({ path }) => (path.endsWith('/runs/log-inputs') ? faults() : undefined),
  });
  try {
    return await world.run(await world.plan(), { parallel: 8 });
  } finally {
    await world.close();
  }
}

test('runs that read the same data say so one after the other', async () => {
  let [underWay, most, calls] = [0, 0, 0];
  const summary = await movedWith(() => {
    calls += 1;
    underWay += 1;
    most = Math.max(most, underWay);
    setTimeout(() => (underWay -= 1), 20);
    return { delayMs: 30 };
  });
  expect(summary).toMatchObject({ done: 8, failed: 0 });
  expect({ calls, most }).toEqual({ calls: 8, most: 1 });
});

test('a request that another process was in the way of is sent again', async () => {
  let calls = 0;
  const body = JSON.stringify({
    error_code: 'BAD_REQUEST',
    message: '(sqlite3.IntegrityError) UNIQUE constraint failed',
  });
  const summary = await movedWith(() => {
    calls += 1;
    return calls === 1 ? { answer: { status: 400, headers: { 'content-type': 'application/json' }, body } } : undefined;
  });
  expect(summary).toMatchObject({ done: 8, failed: 0 });
  expect(calls).toBe(9);
});
