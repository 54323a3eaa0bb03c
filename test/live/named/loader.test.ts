import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isRungraphError } from '../../../src/contract/error.ts';
import { openSide, readRun } from '../../../src/core/migrate/side.ts';
import { targets as aim } from '../../adapters/aim/targets.ts';
import { targets as mlflow } from '../../adapters/mlflow/targets.ts';
import { targets as neptune } from '../../adapters/neptune/targets.ts';
import { canonicalData } from '../../conformance/canonical/canonical-data.ts';
import { specialRun } from '../../conformance/canonical/special-run.ts';
import { openPlaces } from '../../core/migrate/places.ts';
import { quietScope } from '../../support/quiet-scope.ts';
import { seen } from '../mlflow/moved-run.ts';
import { startMlflow } from '../mlflow/servers.ts';
import { loadedOf, toldOf } from '../neptune/loaded-run.ts';
import { openNeptuneExporter } from '../support/neptune-exporter.ts';
import { countPoints, readAllSeries } from '../support/read-all-series.ts';
import { environment, type RealServer } from '../support/server.ts';

// neptune-exporter's own loader takes an archive that Rungraph wrote into a real MLflow, and MLflow's own client reads
// what is there. What the loader loses is in `loaded-run.ts`. It is not on PyPI, so that this runs by its name alone:
// `NEPTUNE_EXPORTER=<a checkout> npm run test:live -- loader`.

/** Steps between whole ones, which exports of Neptune alone have: two points meet at a step, and both are kept. */
const halves = specialRun('halves', {
  metrics: [
    { key: 'half', context: {}, points: [0, 0.5, 1, 1.5, 2].map((step) => ({ step, value: step, timestamp: 0 })) },
  ],
});

const manifest = z.object({ files: z.array(z.object({ path: z.string(), sha256: z.string() })) });
const sources = [
  [aim[0], canonicalData],
  [mlflow[0], canonicalData],
  [neptune[0], { ...canonicalData, runs: [...canonicalData.runs, halves] }],
] as const;
const known = sources.flatMap(([target, data]) => (target === undefined ? [] : [[target.name, target, data] as const]));

test.each(known)('an archive of %s: every run arrives, with all that the loader keeps', async (_name, target, data) => {
  const exporter = openNeptuneExporter();
  const opened = await target.open(data, 'old');
  const places = await openPlaces({ archive: { tracker: 'neptune', archive: '{folder}/archive' } }, [opened.source]);
  let server: RealServer | undefined;
  try {
    const { plan, wrong } = await places.move('old', 'archive');
    expect(wrong).toEqual([]);
    const archive = join(places.folder, 'archive');
    server = await startMlflow('mlflow-3');
    const began = Date.now();
    const log = await exporter.load(archive, server.url);
    expect(log.filter((line) => /:ERROR:|not found|skipping/.test(line))).toEqual([]);

    const script = new URL('../mlflow/moved.py', import.meta.url).pathname;
    const python = join(environment('mlflow-3'), 'bin', 'python');
    const out = execFileSync(python, [script, server.url, 'files'], { encoding: 'utf8', maxBuffer: 2 ** 28 });
    const found = out
      .trim()
      .split('\n')
      .map((line) => seen.parse(JSON.parse(line)));
    expect(found.length).toBe(plan.runs.length);
    // Runs start when they are loaded, and those without a group are all in one experiment, whatever their project.
    expect(found.filter(({ start }) => start < began)).toEqual([]);
    expect([...new Set(found.map(({ experiment }) => experiment))]).toEqual(['Default']);
    const byFrom = new Map(found.map((run) => [run.params['rungraph/from'], run]));

    const from = openSide(opened.source, quietScope(), { patienceMs: 0 });
    let [points, kept] = [0, 0];
    const all: { readonly told: unknown; readonly expected: unknown }[] = [];
    for (const { id } of plan.runs) {
      const run = await readRun(from, id);
      const copy = byFrom.get(`old/${id}`);
      if (copy === undefined || isRungraphError(run.metrics)) throw new Error(`${id} is not there`);
      const series = await readAllSeries(from, run);
      const told = toldOf(copy);
      points += countPoints(series);
      kept += Object.values(told.series).reduce((sum, rows) => sum + rows.length, 0);
      all.push({ told: { id, ...told }, expected: { id, ...loadedOf(run, nameOf(run.name, id), series) } });
    }
    expect(all.map(({ told }) => told)).toEqual(all.map(({ expected }) => expected));
    const listed = manifest.parse(JSON.parse(await readFile(join(archive, 'archive.json'), 'utf8')));
    const files = listed.files.filter(({ path }) => path.startsWith('files/')).map(({ sha256 }) => sha256);
    expect(found.flatMap((run) => Object.values(run.files)).sort()).toEqual(files.sort());
    process.stdout.write(`${found.length} runs, ${kept} of ${points} points, ${files.length} files\n`);
  } finally {
    await server?.stop();
    await places.close();
    await opened.close();
  }
});

/** A loader knows a run by its name alone, so that the archive gives it one that no other run has. */
function nameOf(name: string | null, id: string): string {
  const own = id.split('/').at(-1) ?? '';
  return name === null || name === '' || name === own ? own : `${name} (${own})`;
}
