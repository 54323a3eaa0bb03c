import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { targets as aim } from '../../adapters/aim/targets.ts';
import { targets as mlflow } from '../../adapters/mlflow/targets.ts';
import { targets as neptune } from '../../adapters/neptune/targets.ts';
import { targets as wandb } from '../../adapters/wandb/targets.ts';
import { canonicalData } from '../../conformance/canonical/canonical-data.ts';
import { openPlaces } from './places.ts';

// Every source into a folder of runs of W&B, over the canonical data with all its traps.

const sources = [mlflow[0], aim[0], wandb[0], wandb[2], neptune[0]].flatMap((target) => target ?? []);

test.each(sources.map((target) => [target.name, target] as const))(
  '%s into a folder: what is read back is what was moved',
  async (_name, target) => {
    const opened = await target.open(canonicalData, 'old');
    const places = await openPlaces({ folder: { tracker: 'wandb', path: '{folder}/runs' } }, [opened.source]);
    try {
      await mkdir(join(places.folder, 'runs'));
      const { plan, wrong, planned, met } = await places.move('old', 'folder');
      expect(plan.runs.length).toBeGreaterThan(50);
      expect(wrong).toEqual([]);
      // What the plan said is what happened.
      expect(met).toEqual(planned);
      // It is all there, and known again.
      expect((await places.plan('old', 'folder')).present).toBe(plan.runs.length);
    } finally {
      await places.close();
      await opened.close();
    }
  },
);
