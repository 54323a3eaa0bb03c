import { plainRun, seededRandom } from '../../../src/emulator-kit/sample/build-run.ts';
import type { SampleData } from '../../../src/emulator-kit/sample/sample-data.ts';
import { statesOf } from '../../../src/core/migrate/ledger-state.ts';
import { readLedger } from '../../../src/core/migrate/ledger.ts';
import { verifyPlan } from '../../../src/core/migrate/verify-plan.ts';
import { openMovingWorld } from './moving.ts';

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

test.each([1, 2])(
  'a target that fails now and then has every run once, and whole (seed %i)',
  async (seed) => {
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
      expect(summary).toEqual({ done: 12, failed: 0, skipped: 0, left: 0, doubles: [] });
      const lines = await readLedger(world.ledgerFile);
      expect([...statesOf(lines).values()].filter(({ done }) => done !== null)).toHaveLength(12);
      const verdicts = await verifyPlan(plan, { ...world.world, lines, parallel: 4 });
      expect(verdicts.filter(({ equal }) => !equal)).toEqual([]);
    } finally {
      await world.close();
    }
  },
  300_000,
);

test('a lost ledger costs time and no truth', async () => {
  const world = await openMovingWorld(data);
  try {
    const plan = await world.plan();
    await world.run(plan);
    const created = () => world.target?.requests.filter(({ path }) => path.endsWith('/runs/create')).length;
    const before = created();
    const summary = await world.run(plan, { ledgerFile: `${world.ledgerFile}.other` });
    expect(summary).toEqual({ done: 12, failed: 0, skipped: 0, left: 0, doubles: [] });
    expect(created()).toBe(before);
  } finally {
    await world.close();
  }
}, 120_000);
