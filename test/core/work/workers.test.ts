import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { usualLimits } from '../../../src/core/compare/limits-settings.ts';
import { drawCurves, type CurveOptions, type CurveSource } from '../../../src/core/curves/draw-curves.ts';
import { estimates } from '../../../src/core/work/estimates.ts';
import { openWorkers, workerModule, type Workers } from '../../../src/core/work/open-workers.ts';
import { walk } from '../curves/walk.ts';
import { longWork, longWorkDone } from '../../support/long-work.ts';

const root = new URL('../../../', import.meta.url);

function source(seed: number, points: number): CurveSource {
  const { x, y } = walk(seed, points, 'gaps');
  return {
    points: { steps: x, values: y, timestamps: x.slice() },
    axis: { kind: 'STEP', from: null, to: null, startedAt: null, metric: null },
  };
}

const options: CurveOptions = {
  align: 'NONE',
  smooth: { method: 'TWEMA', weight: 0.9 },
  raw: true,
  downsample: 'MINMAX_LTTB',
  maxPoints: 100,
};
const long = [source(1, 150_000), source(2, 150_000)];
const short = [source(3, 100)];
const waiting = new AbortController();

let workers: Workers;
beforeAll(() => {
  workers = openWorkers(1);
});
afterAll(() => workers.close());

test('long work leaves the event loop, short work does not, and both give the same', async () => {
  const work = workers.forRequest(waiting.signal);
  expect(await work('drawCurves', short, options, usualLimits)).toEqual(drawCurves(short, options));
  expect(workers.sent()).toBe(0);
  expect(await work('drawCurves', long, options, usualLimits)).toEqual(drawCurves(long, options));
  expect(workers.sent()).toBe(1);
});

test('what it was given is still there, and as it was', async () => {
  const [first = source(1, 1)] = long;
  const before = first.points.values.slice();
  await workers.forRequest(waiting.signal)('drawCurves', long, options, usualLimits);
  expect(first.points.values).toEqual(before);
});

test('a refusal of a work comes back as one', async () => {
  const work = workers.forRequest(waiting.signal);
  const smooth = { method: 'GAUSSIAN', sigma: 1e9 } as const;
  await expect(work('drawCurves', long, { ...options, smooth }, usualLimits)).rejects.toMatchObject({
    code: 'INVALID_QUERY',
    message: expect.stringContaining('at most 1,000,000,000 are made'),
  });
});

test('a client that goes away stops what was begun for it, and the next is served', async () => {
  const gone = new AbortController();
  // A minute of work.
  const endless = Array.from({ length: 5 }, (_source, at) => source(at, 400_000));
  const smooth = { method: 'GAUSSIAN', sigma: 1e9 } as const;
  const limits = { ...usualLimits, products: Infinity };
  const begun = workers.forRequest(gone.signal)('drawCurves', endless, { ...options, smooth }, limits);
  setTimeout(() => gone.abort(), 300);
  await expect(begun).rejects.toMatchObject({ code: 'CANCELLED' });
  const after = await workers.forRequest(waiting.signal)('drawCurves', long, options, usualLimits);
  expect(after.curves).toHaveLength(2);
});

test('nothing is begun for a client that has gone', async () => {
  const work = workers.forRequest(AbortSignal.abort());
  const sent = workers.sent();
  await expect(work('drawCurves', long, options, usualLimits)).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(workers.sent()).toBe(sent);
});

test('an estimate grows with what is asked', () => {
  const cost = (more: Partial<CurveOptions>): number => {
    return estimates.drawCurves(long, { ...options, smooth: null, ...more }, usualLimits);
  };
  expect(cost({ smooth: { method: 'EMA', weight: 0.5 } })).toBeGreaterThan(cost({}));
  expect(cost({ smooth: { method: 'GAUSSIAN', sigma: 1e6 } })).toBeGreaterThan(1000);
  expect(cost({ align: 'UNION' })).toBeGreaterThan(cost({}));
  expect(cost({ maxPoints: 50_000 })).toBeGreaterThan(cost({}));
  expect(estimates.drawCurves(short, options, usualLimits)).toBeLessThan(1);
});

// Where commands run from beside the package, which a test of its own installs.
const entries = {
  'what tests start': { folder: 'build/', extension: 'js', execArgv: [] },
  'the sources': { folder: '', extension: 'ts', execArgv: ['--import', 'tsx'] },
};

test.each(Object.entries(entries))('a thread finds its module from %s', (_name, { folder, extension, execArgv }) => {
  const opener = new URL(`${folder}src/core/work/open-workers.${extension}`, root);
  const script = longWork(opener.href);
  const child = spawnSync(process.execPath, [...execArgv, '--input-type=module', '--eval', script], {
    cwd: fileURLToPath(root),
    encoding: 'utf8',
  });
  expect(child.stderr).toBe('');
  expect(child.stdout).toBe(longWorkDone);
});

test('the module of a thread lies beside the one that opens it', () => {
  const here = 'file:///rungraph/src/core/work/open-workers';
  const filename = '/rungraph/src/core/work/worker';
  expect(workerModule(`${here}.js`)).toEqual({ filename: `${filename}.js`, execArgv: [] });
  expect(workerModule(`${here}.ts`)).toEqual({ filename: `${filename}.ts`, execArgv: ['--import', 'tsx'] });
});
