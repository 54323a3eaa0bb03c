import { openSide, readRun } from '../../../src/core/migrate/side.ts';
import { targets as aim } from '../../adapters/aim/targets.ts';
import { targets as mlflow } from '../../adapters/mlflow/targets.ts';
import { targets as neptune } from '../../adapters/neptune/targets.ts';
import { targets as wandb } from '../../adapters/wandb/targets.ts';
import { canonicalData } from '../../conformance/canonical/canonical-data.ts';
import { openPlaces } from '../../core/migrate/places.ts';
import { quietScope } from '../../support/quiet-scope.ts';
import { countPoints, readAllSeries } from '../support/read-all-series.ts';
import { expectedOf, hashOf, seen, toldOf } from './moved-run.ts';
import { startPair, type AimPair } from './pair.ts';
import { runPythonLines } from './repos.ts';

// The canonical data set is moved into a real Aim, and Aim's own SDK reads what is there.

const sources = [mlflow[0], aim[0], neptune[0], wandb[0]].flatMap((target) => target ?? []);
/** All by LIVE_MOVES=all npm run test:live -- aim. Else MLflow and Aim. */
const chosen = sources.slice(0, process.env['LIVE_MOVES'] === 'all' ? sources.length : 3);

test.each(chosen.map((target) => [target.name, target] as const))(
  '%s into Aim: the SDK reads every run as it was, with the declared losses applied',
  async (_name, target) => {
    const opened = await target.open(canonicalData, 'old');
    let pair: AimPair | undefined;
    let places: Awaited<ReturnType<typeof openPlaces>> | undefined;
    try {
      pair = await startPair();
      places = await openPlaces({ new: pair.config }, [opened.source]);
      const { plan, wrong, planned, met } = await places.move('old', 'new');
      expect(wrong).toEqual([]);
      expect(plan.runs.length).toBeGreaterThan(50);
      // What the plan said is what happened.
      expect(met).toEqual(planned);

      const found = runPythonLines('moved.py', [pair.folder]).map((line) => seen.parse(JSON.parse(line)));
      const byHash = new Map(found.map((run) => [run.hash, run]));
      expect(byHash.size).toBe(plan.runs.length);
      const from = openSide(opened.source, quietScope(), { patienceMs: 0 });
      const names = new Map(plan.projects.map(({ from: id, to }) => [id, to]));
      let points = 0;
      for (const { id, project } of plan.runs) {
        const run = await readRun(from, id);
        const copy = byHash.get(hashOf(`old/${id}`));
        if (copy === undefined) throw new Error(`${id} is not there`);
        const series = await readAllSeries(from, run);
        points += countPoints(series);
        const expected = expectedOf(run, `old/${id}`, names.get(project) ?? '', series);
        expect({ id, ...toldOf(copy) }).toEqual({ id, ...expected });
      }
      expect(points).toBeGreaterThan(5_000);
    } finally {
      await places?.close();
      await pair?.stop();
      await opened.close();
    }
  },
);
