import { plainRun, seededRandom } from '../../../src/emulator-kit/sample/build-run.ts';
import type { SampleData } from '../../../src/emulator-kit/sample/sample-data.ts';
import { statesOf } from '../../../src/core/migrate/ledger-state.ts';
import { readLedger } from '../../../src/core/migrate/ledger.ts';
import { verifyPlan } from '../../../src/core/migrate/verify-plan.ts';
import { post } from '../../adapters/mlflow/seed-server.ts';
import { openMovingWorld, type MovingWorld } from './moving.ts';

const runs = Array.from({ length: 12 }, (_run, number) =>
  plainRun({
    key: `r${String(number)}`,
    project: 'vision',
    name: `run ${String(number)}`,
    startedAt: 1_700_000_000_000,
    params: [{ key: 'lr', value: 'low' }],
    metrics: [
      {
        key: 'loss',
        context: {},
        points: Array.from({ length: 1500 }, (_point, step) => ({
          step,
          value: step % 50 === 0 ? NaN : step / 7,
          timestamp: 1_700_000_000_000 + step,
        })),
      },
    ],
  }),
);
const data: SampleData = { projects: [{ name: 'vision', description: null, createdAt: 0 }], runs };

test.each([1, 2])('a target that fails now and then has every run once, and whole (seed %i)', async (seed) => {
  const random = seededRandom(seed);
  let isIll = false;
  const world = await openMovingWorld(data, {
    version: '2.22.5',
    faults: () => {
      if (!isIll || random() > 0.12) return undefined;
      const kind = random();
      if (kind < 0.4) return { hangUp: true };
      const status = kind < 0.7 ? 503 : 429;
      return { answer: { status, headers: status === 429 ? { 'retry-after': '0' } : {}, body: 'not now' } };
    },
  });
  try {
    const plan = await world.plan();
    isIll = true;
    // Patience may end before the trouble does: then the same is simply begun again.
    for (let attempt = 0; attempt < 4; attempt += 1) await world.run(plan, { patienceMs: 2_000 });
    isIll = false;
    const summary = await world.run(plan);
    expect(summary).toEqual({ done: 12, failed: 0, skipped: 0, left: 0, doubles: [], unended: null });
    const lines = await readLedger(world.ledgerFile);
    expect([...statesOf(lines).values()].filter(({ done }) => done !== null)).toHaveLength(12);
    const verdicts = await verifyPlan(plan, { ...world.world, lines, parallel: 4 });
    expect(verdicts.runs.filter(({ equal }) => !equal)).toEqual([]);
  } finally {
    await world.close();
  }
});

test('a lost ledger costs time and no truth', async () => {
  const world = await openMovingWorld(data);
  try {
    const plan = await world.plan();
    await world.run(plan);
    const created = () => world.target?.requests.filter(({ path }) => path.endsWith('/runs/create')).length;
    const before = created();
    const summary = await world.run(plan, { ledgerFile: `${world.ledgerFile}.other` });
    expect(summary).toEqual({ done: 12, failed: 0, skipped: 0, left: 0, doubles: [], unended: null });
    expect(created()).toBe(before);
  } finally {
    await world.close();
  }
});

test('a verification writes nothing, and says what is not there and what is not archived', async () => {
  const archived = data.runs.map((run, number) => ({ ...run, archived: number === 0 }));
  const world = await openMovingWorld({ ...data, runs: archived });
  const writes = () =>
    world.target?.requests.filter(({ method, path }) => method !== 'GET' && !path.endsWith('search'));
  const verify = async () =>
    (await verifyPlan(plan, { ...world.world, lines: await readLedger(world.ledgerFile), parallel: 4 })).runs;
  const plan = await world.plan();
  try {
    const before = await verify();
    expect(new Set(before.map(({ why }) => why))).toEqual(new Set(['It is not at the target.']));
    expect(writes()).toEqual([]);
    await world.run(plan);
    const count = writes()?.length;
    expect((await verify()).filter(({ equal }) => !equal)).toEqual([]);
    expect(writes()).toHaveLength(count ?? 0);
    const [first] = (await readLedger(world.ledgerFile)).flatMap((line) =>
      line.kind === 'done' && line.run.endsWith('/r0') ? [line.id] : [],
    );
    await post(world.target?.url ?? '', 'runs/delete', { run_id: await otherThan(world, first) });
    expect((await verify()).flatMap(({ why }) => why ?? [])).toEqual(['It is archived, and its source is not.']);
  } finally {
    await world.close();
  }
});

/** A copy that is not this one. */
async function otherThan(world: MovingWorld, copy: string | undefined): Promise<string> {
  const done = (await readLedger(world.ledgerFile)).flatMap((line) => (line.kind === 'done' ? [line.id] : []));
  return done.find((id) => id !== copy) ?? '';
}
