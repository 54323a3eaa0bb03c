import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { seedServer } from '../test/adapters/mlflow/seed-server.ts';
import { startMlflow } from '../test/live/mlflow/servers.ts';
import { findPython, prepareEnvironment } from '../test/live/support/python.ts';
import { at } from '../test/support/json-at.ts';
import { rungraphIn, secondsOf } from './support/commands.ts';
import { heading, line, times } from './support/print.ts';
import { gridOf } from './support/runs.ts';

const size = { runs: 300, params: 10, metrics: 5, points: 100 };

/** 300 runs from one MLflow to another, by a command of each: ours, and mlflow-export-import's export and import. */
export async function exportImport(): Promise<void> {
  const python = findPython();
  if (python === undefined) throw new Error('there is no Python 3.10 or newer with venv on this machine');
  const made = ['mlflow-2', 'mlflow-export-import'].map((name) => {
    const folder = name === 'mlflow-2' ? '../test/live/requirements/' : 'support/';
    return [name, prepareEnvironment(python, name, new URL(`${folder}${name}.txt`, import.meta.url))] as const;
  });
  const venvs = Object.fromEntries(made);
  process.env['RUNGRAPH_LIVE'] = JSON.stringify(venvs);
  const folder = await mkdtemp(join(tmpdir(), 'rungraph-bench-'));
  const servers = await Promise.all([startMlflow('mlflow-2'), startMlflow('mlflow-2'), startMlflow('mlflow-2')]);
  try {
    const [source = '', ours = '', theirs = ''] = servers.map(({ url }) => url);
    await seedServer(source, gridOf(size), { artifacts: 'none' });
    const sources = Object.fromEntries(
      Object.entries({ old: source, ours, theirs }).map(([id, url]) => [id, { tracker: 'mlflow', url }]),
    );
    await writeFile(join(folder, 'rungraph.yaml'), JSON.stringify({ sources }));

    const rungraph = rungraphIn(folder);
    const tool = (name: string, url: string, ...args: readonly string[]) =>
      promisify(execFile)(join(venvs['mlflow-export-import'] ?? '', 'bin', name), [...args], {
        cwd: folder,
        env: { ...process.env, MLFLOW_TRACKING_URI: url },
        maxBuffer: 1 << 26,
      });
    heading('300 runs of 10 params and 5 series of 100 points, from MLflow 2.22.5 to another');
    const own = await secondsOf(async () => {
      await rungraph('migrate', 'plan', '--from', 'old', '--to', 'ours');
      await rungraph('migrate', 'run', 'plan.json');
    });
    const other = await secondsOf(async () => {
      await tool('export-experiment', source, '--experiment', 'grid', '--output-dir', 'exported');
      await tool('import-experiment', theirs, '--experiment-name', 'grid', '--input-dir', 'exported');
    });
    line('rungraph migrate plan and run, every value read back', `${own.toFixed(1)} s`);
    line('mlflow-export-import 1.2.0, export and import', `${other.toFixed(1)} s`);
    line('rungraph, times faster', times(other / own), 'goal: faster');
    for (const target of ['ours', 'theirs'] as const) {
      const { stdout } = await rungraph('parity', 'old', target, '--json').catch(
        // Where two sources part, the command says so by its exit code.
        (error: unknown) => ({ stdout: String(at(error, 'stdout')) }),
      );
      line(`runs that are equal in ${target}`, String(at(JSON.parse(stdout), 'equal')), 'of 300');
    }
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    await rm(folder, { recursive: true, force: true });
  }
}
