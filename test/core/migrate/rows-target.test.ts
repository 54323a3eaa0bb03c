import { sampleKey, startWandbEmulator } from '../../../adapters/wandb/emulator/start.ts';
import { targets as aim } from '../../adapters/aim/targets.ts';
import { targets as mlflow } from '../../adapters/mlflow/targets.ts';
import { targets as neptune } from '../../adapters/neptune/targets.ts';
import { targets as wandb } from '../../adapters/wandb/targets.ts';
import { seededRandom } from '../../../src/emulator-kit/sample/build-run.ts';
import { canonicalData } from '../../conformance/canonical/canonical-data.ts';
import { openPlaces } from './places.ts';
import { randomRuns } from './random-runs.ts';

// Every source into a target that keeps history as rows, over the canonical data with all its traps.

const sources = [mlflow[0], aim[0], wandb[0], neptune[0]].flatMap((target) => target ?? []);
const cases = sources.map((target, index) => [target.name, index % 2 === 0 ? 'hosted' : 'local', target] as const);

test.each(cases)('%s into W&B, %s: what is read back is what was moved', async (_name, traits, target) => {
  const opened = await target.open(canonicalData, 'old');
  const emulator = await startWandbEmulator({ port: 0, data: { projects: [], runs: [] }, traits });
  const places = await openPlaces({ new: { tracker: 'wandb', url: emulator.url, apiKey: sampleKey } }, [opened.source]);
  try {
    const { plan, wrong, planned, met } = await places.move('old', 'new');
    expect(plan.runs.length).toBeGreaterThan(50);
    expect(wrong).toEqual([]);
    // What the plan said is what happened.
    expect(met).toEqual(planned);
  } finally {
    await places.close();
    await emulator.close();
    await opened.close();
  }
});

test.each([
  ['hosted', 21],
  ['local', 22],
] as const)('a target that fails now and then has every row once (%s, seed %i)', async (traits, seed) => {
  const opened = await aim[0]?.open(randomRuns(seed, 8), 'old');
  if (opened === undefined) throw new Error('no target');
  const random = seededRandom(seed);
  let isIll = true;
  const emulator = await startWandbEmulator({
    port: 0,
    data: { projects: [], runs: [] },
    traits,
    faults: () => {
      if (!isIll || random() > 0.08) return undefined;
      const kind = random();
      if (kind < 0.4) return { hangUp: true };
      const status = kind < 0.7 ? 503 : 429;
      return { answer: { status, headers: status === 429 ? { 'retry-after': '0' } : {}, body: '{"error":"not now"}' } };
    },
  });
  const places = await openPlaces({ new: { tracker: 'wandb', url: emulator.url, apiKey: sampleKey } }, [opened.source]);
  try {
    // A run that met trouble where nothing is tried again has failed: the same is simply begun anew.
    await places.move('old', 'new');
    isIll = false;
    const { wrong } = await places.move('old', 'new');
    expect(wrong).toEqual([]);
    const runs = emulator.world.projects.flatMap(({ runs: own }) => own);
    expect(runs).toHaveLength(8);
    for (const { history } of runs) expect(new Set(history.map((row) => row['_step'])).size).toBe(history.length);
  } finally {
    await places.close();
    await emulator.close();
    await opened.close();
  }
});
