import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startMlflowEmulator } from '../adapters/mlflow/emulator/start.ts';
import type { SampleData } from '../src/emulator-kit/sample/sample-data.ts';
import { seen, type Seen } from '../test/live/mlflow/moved-run.ts';
import { startMlflow } from '../test/live/mlflow/servers.ts';
import { howToName, openNeptuneExporter } from '../test/live/support/neptune-exporter.ts';
import { findPython, prepareEnvironment } from '../test/live/support/python.ts';
import { rungraphIn, secondsOf } from './support/commands.ts';
import { heading, line, times } from './support/print.ts';
import { gridOf } from './support/runs.ts';

const size = { runs: 300, params: 10, metrics: 5, points: 100 };

/** 300 runs of an archive into a real MLflow: by `rungraph migrate`, and by neptune-exporter's own loader. */
export async function loader(): Promise<void> {
  if ((process.env['NEPTUNE_EXPORTER'] ?? '') === '') {
    heading(`The loader of neptune-exporter was not measured. ${howToName}`);
    return;
  }
  const exporter = openNeptuneExporter();
  const python = findPython();
  if (python === undefined) throw new Error('there is no Python 3.10 or newer with venv on this machine');
  const requirements = new URL('../test/live/requirements/mlflow-3.txt', import.meta.url);
  const venv = prepareEnvironment(python, 'mlflow-3', requirements);
  process.env['RUNGRAPH_LIVE'] = JSON.stringify({ 'mlflow-3': venv });
  const folder = await mkdtemp(join(tmpdir(), 'rungraph-bench-'));
  const data = gridWithTroubles();
  const source = await startMlflowEmulator({ port: 0, data });
  const servers = await Promise.all([startMlflow('mlflow-3'), startMlflow('mlflow-3')]);
  try {
    const [ours = '', theirs = ''] = servers.map(({ url }) => url);
    const archive = join(folder, 'archive');
    const sources = {
      old: { tracker: 'mlflow', url: source.url },
      archive: { tracker: 'neptune', archive },
      ours: { tracker: 'mlflow', url: ours },
    };
    await writeFile(join(folder, 'rungraph.yaml'), JSON.stringify({ sources }));
    const rungraph = rungraphIn(folder);
    const move = async (from: string, to: string): Promise<void> => {
      const plan = `${to}.json`;
      await rungraph('migrate', 'plan', '--from', from, '--to', to, '--output', plan);
      await rungraph('migrate', 'run', plan);
    };
    await move('old', 'archive');

    heading('300 runs of 10 params and 5 series of 100 points, from an archive to MLflow 3.17.2');
    const own = await secondsOf(() => move('archive', 'ours'));
    const other = await secondsOf(() => exporter.load(archive, theirs));
    line('rungraph migrate plan and run, every value read back', `${own.toFixed(1)} s`);
    line('neptune-exporter, load', `${other.toFixed(1)} s`);
    line('rungraph, times faster', times(other / own), 'goal: faster');
    for (const [name, url] of [
      ['rungraph', ours],
      ['neptune-exporter', theirs],
    ] as const) {
      printKept(name, data, await readBack(join(venv, 'bin', 'python'), url));
    }
  } finally {
    await Promise.all(servers.map((server) => server.stop()));
    await source.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Every tenth run has failed, with a loss that is not a number in the end. */
function gridWithTroubles(): SampleData {
  const { projects, runs } = gridOf(size);
  const diverged = runs.map((run, index) => {
    if (index % 10 !== 0) return run;
    const metrics = run.metrics.map((metric, at) => {
      const points = metric.points.map((point, step) =>
        at === 0 && step === size.points - 1 ? { ...point, value: Number.NaN } : point,
      );
      return { ...metric, points };
    });
    return { ...run, status: 'FAILED' as const, metrics };
  });
  return { projects, runs: diverged };
}

/** What is there, as MLflow's own client reads it. */
async function readBack(python: string, url: string): Promise<readonly Seen[]> {
  const script = fileURLToPath(new URL('../test/live/mlflow/moved.py', import.meta.url));
  const { stdout } = await promisify(execFile)(python, [script, url, 'none'], { maxBuffer: 1 << 28 });
  return stdout
    .trim()
    .split('\n')
    .map((text) => seen.parse(JSON.parse(text)));
}

function printKept(name: string, { runs }: SampleData, found: readonly Seen[]): void {
  const sources = new Map(runs.map((run) => [run.name, run]));
  const points = found.flatMap(({ series }) => Object.values(series).flat());
  const of = (count: number, all: number): readonly [string, string] => [String(count), `of ${String(all)}`];
  const same = (keeps: (copy: Seen, source: SampleData['runs'][number] | undefined) => boolean): number =>
    found.filter((copy) => keeps(copy, sources.get(nameAtSource(copy)))).length;
  const notNumbers = points.filter(([, , value]) => value === 'NaN').length;
  line(`${name}: runs`, ...of(found.length, size.runs));
  line('  points', ...of(points.length, size.runs * size.metrics * size.points));
  line('  points that are not a number', ...of(notNumbers, size.runs / 10));
  line(
    '  statuses',
    ...of(
      same(({ status }, source) => status === source?.status),
      size.runs,
    ),
  );
  line(
    '  start times',
    ...of(
      same(({ start }, source) => start === source?.startedAt),
      size.runs,
    ),
  );
}

/** The archive puts the id behind a name for the loader, which passes over a name that it has seen. */
function nameAtSource({ name }: Seen): string {
  return name.replace(/ \([^()]*\)$/, '');
}
