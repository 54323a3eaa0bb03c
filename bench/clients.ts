import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sampleKey } from '../adapters/wandb/emulator/start.ts';
import { seedServer } from '../test/adapters/mlflow/seed-server.ts';
import { startMlflow } from '../test/live/mlflow/servers.ts';
import { findPython, prepareEnvironment } from '../test/live/support/python.ts';
import { startChild } from './support/children.ts';
import { heading, line, times } from './support/print.ts';
import { gridOf } from './support/runs.ts';

const size = { runs: 100, params: 5, metrics: 10, points: 1000 };
const points = size.runs * size.metrics * size.points;
const rounds = 3;

/** A frame of a grid of runs in Python: by the client, and by what each vendor has for it. The gateway keeps nothing. */
export async function clients(): Promise<void> {
  const python = findPython();
  if (python === undefined) throw new Error('there is no Python 3.10 or newer with venv on this machine');
  const names = ['exports', 'mlflow-3', 'wandb'] as const;
  const folders = names.map((name) => {
    const requirements = new URL(`../test/live/requirements/${name}.txt`, import.meta.url);
    return [name, prepareEnvironment(python, name, requirements)] as const;
  });
  const venvs = Object.fromEntries(folders);
  process.env['RUNGRAPH_LIVE'] = JSON.stringify(venvs);
  const home = mkdtempSync(join(tmpdir(), 'rungraph-bench-'));

  /** Seconds of reading alone: starting Python and loading packages is not counted. */
  async function read(venv: string, script: string, base: string, ...args: readonly string[]): Promise<number> {
    const env = {
      ...process.env,
      HOME: home,
      PYTHONPATH: fileURLToPath(new URL('../python/src', import.meta.url)),
      WANDB_BASE_URL: base,
      WANDB_API_KEY: sampleKey,
      WANDB_ERROR_REPORTING: 'false',
    };
    const at = fileURLToPath(new URL(`support/${script}`, import.meta.url));
    const { stdout } = await promisify(execFile)(
      join(venvs[venv] ?? '', 'bin', 'python'),
      [at, ...(venv === 'wandb' ? args : [base, ...args])],
      { env },
    );
    const [found = 0, seconds = 0] = (stdout.trimEnd().split('\n').at(-1) ?? '').split(' ').map(Number);
    if (found !== points) throw new Error(`${script} read ${String(found)} of ${String(points)} points`);
    return seconds;
  }

  /** The quickest of some: others on the machine only ever make it slower. */
  async function quickest(...args: Parameters<typeof read>): Promise<number> {
    let best = Infinity;
    for (let round = 0; round < rounds; round += 1) best = Math.min(best, await read(...args));
    return best;
  }

  heading('A frame of 100 runs x 10 metrics x 1,000 points, in Python; nothing is kept; the quickest of three');
  let database = '';
  const mlflow = await startMlflow('mlflow-3', [], (folder) => {
    database = join(folder, 'store.db');
    return {};
  });
  try {
    const { projectIds } = await seedServer(mlflow.url, gridOf({ ...size, points: 1 }), { artifacts: 'none' });
    const lengthen = fileURLToPath(new URL('support/lengthen-mlflow.py', import.meta.url));
    await promisify(execFile)(python, [lengthen, database, String(size.points)]);
    const gateway = await startChild(new URL('support/gateway-child.ts', import.meta.url), mlflow.url);
    const experiment = projectIds.get('grid') ?? '';
    const ours = await quickest('exports', 'frame-by-rungraph.py', gateway.url);
    const theirs = await quickest('mlflow-3', 'frame-by-mlflow.py', mlflow.url, experiment);
    await gateway.stop();
    report('MLflow 3 on sqlite', ours, "its client's loop", theirs);
  } finally {
    await mlflow.stop();
  }

  const emulator = await startChild(new URL('support/wandb-child.ts', import.meta.url), null);
  const [url = ''] = emulator.url.split(' ');
  const gateway = await startChild(new URL('support/wandb-gateway-child.ts', import.meta.url), url);
  const ours = await quickest('exports', 'frame-by-rungraph.py', gateway.url);
  const theirs = await quickest('wandb', 'read-by-wandb.py', url, 'harvest-lab/grid', 'histories');
  await Promise.all([gateway.stop(), emulator.stop()]);
  rmSync(home, { recursive: true, force: true });
  report("W&B's emulator", ours, 'histories of its SDK', theirs);
}

function report(source: string, ours: number, way: string, theirs: number): void {
  line(`${source}: rg.series(…).frame`, `${ours.toFixed(2)} s`);
  line(`${source}: ${way}`, `${theirs.toFixed(2)} s`);
  line(`${source}: rg.series, times faster`, times(theirs / ours));
}
