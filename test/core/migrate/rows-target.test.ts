import { sampleKey, startWandbEmulator } from '../../../adapters/wandb/emulator/start.ts';
import { targets as aim } from '../../adapters/aim/targets.ts';
import { targets as mlflow } from '../../adapters/mlflow/targets.ts';
import { targets as neptune } from '../../adapters/neptune/targets.ts';
import { targets as wandb } from '../../adapters/wandb/targets.ts';
import { canonicalData } from '../../conformance/canonical/canonical-data.ts';
import { openPlaces } from './places.ts';

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
