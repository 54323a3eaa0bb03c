import type { Series } from '../../src/contract/series.ts';
import { cachedGateway, type CachedGateway } from '../support/cached-gateway.ts';
import { at } from '../support/json-at.ts';
import { everything, type MemoryTracker } from '../support/memory-adapter.ts';
import { metric, run } from '../support/runs.ts';

// What would explode is refused with the number, the limit and advice, as early as it is known.

let open: CachedGateway;
async function start(more: Partial<MemoryTracker> & Pick<MemoryTracker, 'runs'>): Promise<void> {
  open = await cachedGateway({ s: { capabilities: everything, ...more } });
}
afterEach(async () => {
  await open.gateway.close();
  await open.cache.close();
});

function line(count: number): Series {
  const steps = Float64Array.from({ length: count }, (_step, at) => at);
  return { steps, values: steps, timestamps: steps, totalPoints: count, complete: true };
}

// A tracker that tells how many points there are is not asked for any of them.
const counted = (count: number, runsOf: number) =>
  Array.from({ length: runsOf }, (_run, at) => {
    return run(`r${at}`, { startedAt: at, metrics: [metric('loss', 1, { count, lastStep: count - 1 })] });
  });

test.each([
  [
    'a gaussian over a million points',
    counted(1_000_000, 1),
    'smooth: { method: GAUSSIAN, sigma: 100000 }',
    /^This would take 600,000,\d{3},\d{3} products of a smoothing, and at most 1,000,000,000 are made; take a smaller sigma/,
  ],
  [
    'a union over times of a thousand runs',
    counted(1000, 1000),
    'align: UNION, x: { kind: TIME }',
    /^This would take 1,000,000,000 values side by side, and at most 50,000,000 are made; ask for fewer runs/,
  ],
  [
    'a mean over a window as long as a million points',
    counted(1_000_000, 1),
    'smooth: { method: MEAN, window: 999999 }',
    /^This would take 999,999,000,000 products/,
  ],
])('%s is refused before one is read', async (_what, of, args, message) => {
  await start({ runs: of });
  const { errors } = await open.gateway.execute(
    `{ curves(runs: { first: 1000 }, metrics: [{ key: "loss" }], ${args}) { matched } }`,
  );
  expect(at(errors, 0, 'extensions', 'code')).toBe('INVALID_QUERY');
  expect(at(errors, 0, 'message')).toMatch(message);
  expect(open.calls).not.toContain('getSeries');
});

test('where nobody tells how many points there are, a union over times is refused once some are read', async () => {
  const many = Array.from({ length: 1000 }, (_run, at) => run(`r${at}`, { metrics: [metric('loss', 1)] }));
  const asked: string[] = [];
  const long = line(1000);
  await start({
    runs: many,
    series(id) {
      asked.push(id);
      return long;
    },
  });
  const { errors } = await open.gateway.execute(
    '{ curves(runs: { first: 1000 }, metrics: [{ key: "loss" }], align: UNION, x: { kind: TIME }) { matched } }',
  );
  expect(at(errors, 0, 'message')).toContain('100,000,000 values side by side');
  expect(asked.length).toBe(100);
});

test('a gaussian over a million points that nobody has counted is refused once they are read', async () => {
  await start({ runs: [run('a', { metrics: [metric('loss', 1)] })], series: () => line(1_000_000) });
  const { errors } = await open.gateway.execute(
    '{ curves(runs: {}, metrics: [{ key: "loss" }], smooth: { method: GAUSSIAN, sigma: 100000 }) { matched } }',
  );
  expect(at(errors, 0, 'message')).toMatch(/[\d,]+ products of a smoothing/);
});

test('too many series are refused before one is read', async () => {
  const metrics = Array.from({ length: 120 }, (_metric, at) => metric(`m${at}`, 1));
  const many = Array.from({ length: 1000 }, (_run, at) => run(`r${at}`, { metrics }));
  await start({ runs: many });
  const { errors } = await open.gateway.execute(
    '{ curves(runs: { first: 1000 }, metrics: [{ key: "m", prefix: true }]) { matched } }',
  );
  expect(at(errors, 0, 'message')).toMatch(
    /120,000 series, and at most 100,000 are made; ask for fewer runs or metrics/,
  );
  expect(open.calls).not.toContain('getSeries');
});

test.each([
  ['named by their prefix', '[{ key: "m", prefix: true }]'],
  ['named one by one', `[${Array.from({ length: 100 }, (_metric, at) => `{ key: "m${at}" }`).join(', ')}]`],
])('10,000 runs of 100 metrics at once, %s, are refused before anything is read', async (_how, metrics) => {
  await start({ runs: [run('a', { metrics: [metric('m0', 1)] })] });
  const { data, errors } = await open.gateway.execute(
    `{ curves(runs: { first: 10000 }, metrics: ${metrics}) { matched } }`,
  );
  expect(at(data, 'curves')).toBeFalsy();
  expect(at(errors, 0, 'message')).toMatch(
    /may take \d+ requests to trackers, and 100000 are allowed\. The dearest is curves .*choose fewer runs/,
  );
  expect(open.calls).toEqual([]);
});
