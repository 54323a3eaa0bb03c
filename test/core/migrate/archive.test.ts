import { targets as aim } from '../../adapters/aim/targets.ts';
import { targets as mlflow } from '../../adapters/mlflow/targets.ts';
import { targets as neptune } from '../../adapters/neptune/targets.ts';
import { targets as wandb } from '../../adapters/wandb/targets.ts';
import { canonicalData } from '../../conformance/canonical/canonical-data.ts';
import { openPlaces } from './places.ts';

// Every source into an archive, over the canonical data with all its traps.

const sources = [mlflow[0], aim[0], wandb[0], neptune[0]].flatMap((target) => target ?? []);

test.each(sources.map((target) => [target.name, target] as const))(
  '%s into an archive: what is read back is what was moved, and little is lost',
  async (_name, target) => {
    const opened = await target.open(canonicalData, 'old');
    const places = await openPlaces({ archive: { tracker: 'neptune', archive: '{folder}/archive' } }, [opened.source]);
    try {
      const { plan, wrong, planned, met } = await places.move('old', 'archive');
      expect(plan.runs.length).toBeGreaterThan(50);
      expect(wrong).toEqual([]);
      expect(met).toEqual(planned);
      // W&B has names of files that no folder takes.
      const lost = Object.keys(met).filter((code) => code !== 'FILE_RENAMED');
      expect(lost.sort()).toEqual(['CREATED_AT_LOST', 'ID_NEW']);
    } finally {
      await places.close();
      await opened.close();
    }
  },
);
