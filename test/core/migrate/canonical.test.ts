import { lossesOf } from '../../../src/core/migrate/make-plan.ts';
import { readLedger } from '../../../src/core/migrate/ledger.ts';
import { makeReport } from '../../../src/core/migrate/report.ts';
import { canonicalData } from '../../conformance/canonical/canonical-data.ts';
import { openMovingWorld, type MovingWorld } from './moving.ts';

let world: MovingWorld;
beforeAll(async () => {
  world = await openMovingWorld(canonicalData);
});
afterAll(() => world.close());

test('every run of the canonical data set is moved, and what is read back is what was moved', async () => {
  const plan = await world.plan();
  expect(plan.runs.length).toBeGreaterThan(50);
  const summary = await world.run(plan);
  const report = makeReport(plan, await readLedger(world.ledgerFile));
  expect(report.runs.filter(({ state }) => state !== 'MOVED')).toEqual([]);
  expect(summary).toEqual({ done: plan.runs.length, failed: 0, skipped: 0, left: 0, doubles: [], unended: null });
  // What the plan said is what happened.
  expect(report.losses).toEqual(lossesOf(plan));
});
