import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readLedger } from '../../../src/core/migrate/ledger.ts';
import { makeReport } from '../../../src/core/migrate/report.ts';
import { openSide, readRun, type Side } from '../../../src/core/migrate/side.ts';
import { verifyPlan } from '../../../src/core/migrate/verify-plan.ts';
import { targets as aim } from '../../adapters/aim/targets.ts';
import { canonicalData } from '../../conformance/canonical/canonical-data.ts';
import { openMovingWorld, type MovingWorld } from '../../core/migrate/moving.ts';
import { openPlaces } from '../../core/migrate/places.ts';
import { sourceIn } from '../../support/assemble.ts';
import { quietScope } from '../../support/quiet-scope.ts';
import { countPoints, readAllSeries } from '../support/read-all-series.ts';
import { environment, type RealServer } from '../support/server.ts';
import { expectedOf, seen, toldOf, type ServerKind } from './moved-run.ts';
import { startFastTrackMl, startMlflow } from './servers.ts';

// An archive is moved into real servers, and MLflow's own client reads what is there: none of our code looks at it.

const servers = {
  'mlflow-3': () => startMlflow('mlflow-3'),
  'mlflow-2': () => startMlflow('mlflow-2'),
  fasttrackml: startFastTrackMl,
} as const;

const archives = {
  'an export of Neptune': async (url: string): Promise<OpenArchive> => {
    const world = await openMovingWorld(canonicalData, { url });
    const { runs } = await world.plan();
    const from = openSide(sourceIn(world.gateway, 'old'), quietScope(), { patienceMs: 0 });
    return { world, from, ids: runs.map(({ id }) => id), close: () => world.close() };
  },
  'an archive that Rungraph wrote of Aim': async (url: string): Promise<OpenArchive> => {
    const [target] = aim;
    if (target === undefined) throw new Error('no target');
    const origin = await target.open(canonicalData, 'aim');
    const places = await openPlaces({ archive: { tracker: 'neptune', archive: '{folder}/archive' } }, [origin.source]);
    const { plan, wrong } = await places.move('aim', 'archive');
    expect(wrong).toEqual([]);
    const source = { tracker: 'neptune', archive: join(places.folder, 'archive') };
    const world = await openMovingWorld(canonicalData, { url, source });
    const from = openSide(origin.source, quietScope(), { patienceMs: 0 });
    return {
      world,
      from,
      ids: plan.runs.map(({ id }) => id),
      async close() {
        await world.close();
        await places.close();
        await origin.close();
      },
    };
  },
} as const;

/** An archive on its way to a server, and the runs whose values must be there in the end. */
interface OpenArchive {
  readonly world: MovingWorld;
  /** Where the archive was made from, which is asked for the values. */
  readonly from: Side;
  readonly ids: readonly string[];
  close(): Promise<void>;
}

const ways: readonly (readonly [ServerKind, keyof typeof archives])[] = [
  ['mlflow-3', 'an export of Neptune'],
  ['mlflow-2', 'an export of Neptune'],
  ['fasttrackml', 'an export of Neptune'],
  ['mlflow-3', 'an archive that Rungraph wrote of Aim'],
];

describe.each(ways)('%s, %s', (kind, made) => {
  let server: RealServer | undefined;
  let archive: OpenArchive | undefined;
  afterAll(async () => {
    await archive?.close();
    await server?.stop();
  });

  test('MLflow’s own client reads every run of the canonical data set as it was, with the declared losses applied', async () => {
    server = await servers[kind]();
    archive = await archives[made](server.url);
    const { world, from, ids } = archive;
    const plan = await world.plan({ running: 'snapshot' });
    const summary = await world.run(plan);
    const report = makeReport(plan, await readLedger(world.ledgerFile));
    expect(report.runs.filter(({ state }) => state !== 'MOVED').map(({ run, why }) => [run, why])).toEqual([]);
    expect(summary).toEqual({ done: ids.length, failed: 0, skipped: 0, left: 0, doubles: [], unended: null });

    const python = join(environment(kind === 'mlflow-3' ? 'mlflow-3' : 'mlflow-2'), 'bin', 'python');
    const script = new URL('moved.py', import.meta.url).pathname;
    const files = kind === 'fasttrackml' ? 'none' : 'files';
    const { stdout } = await promisify(execFile)(python, [script, server.url, files], { maxBuffer: 1 << 28 });
    const found = stdout
      .trim()
      .split('\n')
      .map((line) => seen.parse(JSON.parse(line)));
    const byOrigin = new Map(found.map((run) => [run.tags['rungraph.origin'], run]));
    expect(byOrigin.size).toBe(ids.length);

    let points = 0;
    for (const id of ids) {
      const source = await readRun(from, id);
      const copy = byOrigin.get(`${from.source.id}/${id}`);
      if (copy === undefined) throw new Error(`${id} is not there`);
      const series = await readAllSeries(from, source);
      points += countPoints(series);
      expect({ id, ...toldOf(copy) }).toEqual({ id, ...expectedOf(source, series, kind) });
    }
    expect(points).toBeGreaterThan(5_000);

    const verdicts = await verifyPlan(plan, { ...world.world, lines: await readLedger(world.ledgerFile), parallel: 2 });
    expect(verdicts.runs.filter(({ equal }) => !equal)).toEqual([]);
  });
});
