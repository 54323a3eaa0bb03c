import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { choosePoints } from '../src/core/curves/downsample.ts';
import { drawCurves, type CurveSource } from '../src/core/curves/draw-curves.ts';
import { bootstrapInterval } from '../src/core/stats/bootstrap.ts';
import type { Column } from '../src/core/stats/columns.ts';
import { pedAnova } from '../src/core/stats/ped-anova.ts';
import { openStream } from '../src/core/stats/stream.ts';
import { summarizeSorted } from '../src/core/stats/summary.ts';
import { walk, noise } from '../test/core/curves/walk.ts';
import { findPython, prepareEnvironment } from '../test/live/support/python.ts';
import { at } from '../test/support/json-at.ts';
import { heading, line, ms, times } from './support/print.ts';

/** The arithmetic of comparison, in this process and on one thread, beside the libraries of Python on the same sizes. */
export function comparison(): void {
  heading('The arithmetic of comparison beside Python’s libraries; the best of many rounds, taken in turn');
  const python = pythonWith('golden');
  const rounds = 3;
  const best = new Map<string, number>();
  const keep = (name: string, figure: number): void =>
    void best.set(name, Math.min(best.get(name) ?? Infinity, figure));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, work] of Object.entries(works)) keep(name, fastest(work));
    if (python !== undefined) for (const [name, figure] of timesOf(python)) keep(`python ${name}`, figure);
  }
  const figure = (name: string): number => best.get(name) ?? Number.NaN;
  const report = (name: string, what: string, goal: string): void => {
    line(what, ms(figure(name)));
    if (python === undefined) return;
    line(`  Python: ${ms(figure(`python ${name}`))}; times that`, times(figure(name) / figure(`python ${name}`)), goal);
  };
  report('downsample', 'MINMAX_LTTB of 1,000,000 points to 1,000', 'goal: at most 3 x tsdownsample');
  report(
    'curves',
    '1,000 curves x 1,000 points: UNION, EMA, to 500',
    'goal: at most 1.5 x pandas and NumPy, and 300 ms',
  );
  report('bootstrap', '5 measures of 1,000 runs: summary, 10,000 resamples', 'goal: below SciPy');
  line('PED_ANOVA over 10,000 runs x 50 params', ms(figure('importance')), 'goal: at most 2,000 ms');
}

function pythonWith(name: string): string | undefined {
  const python = findPython();
  if (python === undefined) return undefined;
  const requirements = new URL(`../test/live/requirements/${name}.txt`, import.meta.url);
  return join(prepareEnvironment(python, name, requirements), 'bin', 'python');
}

/** What the libraries take, in milliseconds, by name. */
function timesOf(python: string): readonly (readonly [string, number])[] {
  const script = fileURLToPath(new URL('support/compare-by-libraries.py', import.meta.url));
  // One thread, as here.
  const env = { ...process.env, OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', PYTHONDONTWRITEBYTECODE: '1' };
  const { status, stdout, stderr } = spawnSync(python, [script], { encoding: 'utf8', env });
  if (status !== 0) throw new Error(stderr);
  const told: unknown = JSON.parse(stdout);
  return ['downsample', 'curves', 'bootstrap'].map((name) => [name, Number(at(told, name))] as const);
}

/** The least time of a work: rounds for half a second, at least three. */
function fastest(work: () => unknown): number {
  let least = Infinity;
  const end = performance.now() + 500;
  for (let round = 0; round < 3 || performance.now() < end; round += 1) {
    const startedAt = performance.now();
    work();
    least = Math.min(least, performance.now() - startedAt);
  }
  return least;
}

const million = walk(3, 1_000_000, 'even');
const sources = Array.from({ length: 1000 }, (_curve, at): CurveSource => {
  const { x, y } = walk(at + 1, 1000, 'even');
  return {
    points: { steps: x, values: y, timestamps: new Float64Array(1000) },
    axis: { kind: 'STEP', from: null, to: null, startedAt: null, metric: null },
  };
});
const measures = Array.from({ length: 5 }, (_measure, at) => noise(at + 1, 1000).sort());
const target = noise(99, 10_000);
const columns = Array.from({ length: 50 }, (_column, at): Column => {
  return {
    kind: 'numeric',
    values: noise(at + 100, 10_000).map((one) => (at % 2 === 0 ? one : 10 ** (5 * one))),
    whole: false,
  };
});

const works = {
  downsample: () => choosePoints(million, 'MINMAX_LTTB', 1000),
  curves: () =>
    drawCurves(sources, {
      align: 'UNION',
      smooth: { method: 'EMA', weight: 0.9 },
      raw: false,
      downsample: 'MINMAX_LTTB',
      maxPoints: 500,
    }),
  bootstrap: () =>
    measures.map((sorted, at) => {
      return [summarizeSorted(sorted), bootstrapInterval(sorted, 'MEAN', 0.95, 10_000, openStream(0, String(at)))];
    }),
  importance: () => pedAnova(target, true, columns),
};
