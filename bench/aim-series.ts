import { request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { isRungraphError } from '../src/contract/error.ts';
import type { SeriesRequest } from '../src/contract/series.ts';
import { openAdapter } from '../test/live/aim/open-adapter.ts';
import { runPython, seedRepo } from '../test/live/aim/repos.ts';
import { startAim } from '../test/live/aim/servers.ts';
import { findPython, prepareEnvironment } from '../test/live/support/python.ts';
import { callContext } from '../test/support/call-context.ts';
import { heading, line, ms, times } from './support/print.ts';
import { gridOf } from './support/runs.ts';

const size = { runs: 100, params: 5, metrics: 10, points: 200 };
const points = size.runs * size.metrics * size.points;

/** Every point of a grid of runs from a real server: the bare answer read to its end, the adapter, and the SDK on disk. */
export async function aimSeries(): Promise<void> {
  heading('100 runs x 10 metrics x 200 points from Aim 3.29.1, complete; the best of three rounds, taken in turn');
  const python = findPython();
  if (python === undefined) {
    line('not measured: there is no Python 3.10 or newer with venv on this machine', '');
    return;
  }
  const requirements = new URL('../test/live/requirements/aim.txt', import.meta.url);
  process.env['RUNGRAPH_LIVE'] = JSON.stringify({ aim: prepareEnvironment(python, 'aim', requirements) });
  const repo = seedRepo(gridOf(size));
  const server = await startAim(repo.folder, { extra: ['--workers', '1'] });
  const adapter = openAdapter({ url: server.url });
  const bares: number[] = [];
  const ours: number[] = [];
  try {
    for (let round = 0; round < 3; round += 1) {
      bares.push(await timed(() => readBare(server.url)));
      ours.push(await timed(async () => expectAll(await readAll(adapter, [...repo.runIds.values()]))));
    }
    const theirs = Number(runPython('time-reading.py', [repo.folder])) * 1000;
    const [bare, adapted] = [Math.min(...bares), Math.min(...ours)];
    line('the SDK, on local files', ms(theirs));
    line('search/metric, its bytes read and dropped', ms(bare));
    line('the adapter', ms(adapted));
    line('the adapter, times the bare bytes', times(adapted / bare), 'goal: at most 1.2 x');
  } finally {
    await adapter.close();
    await server.stop();
    repo.remove();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

function expectAll(found: number): void {
  if (found !== points) throw new Error(`read ${String(found)} of ${String(points)} points`);
}

async function readAll(adapter: ReturnType<typeof openAdapter>, hashes: readonly string[]): Promise<number> {
  const requests = hashes.flatMap((runId) =>
    Array.from({ length: size.metrics }, (_metric, at): SeriesRequest => {
      return {
        runId,
        projectId: '',
        metric: `metric_${String(at)}`,
        context: {},
        from: null,
        to: null,
        maxPoints: null,
      };
    }),
  );
  const answers = await adapter.getSeries(callContext(), requests);
  return answers.reduce((sum, answer) => sum + (isRungraphError(answer) ? 0 : answer.values.length), 0);
}

function readBare(url: string): Promise<number> {
  const q = encodeURIComponent('run.archived in [True, False, None] and metric.name != ""');
  return new Promise((resolve, reject) => {
    const asked = request(`${url}/api/runs/search/metric/?p=-1&report_progress=false&q=${q}`, (response) => {
      let bytes = 0;
      response.on('data', (piece: Buffer) => (bytes += piece.length));
      response.on('end', () => resolve(bytes));
      response.on('error', reject);
    });
    asked.on('error', reject).end();
  });
}
