import { RungraphError } from '../../src/contract/error.ts';
import { everything, type MemoryTracker } from '../support/memory-adapter.ts';
import { memoryGateway } from '../support/memory-gateway.ts';
import { at } from '../support/json-at.ts';
import { metric, run } from '../support/runs.ts';

// A summary that its tracker is not sure of: told of the series where the same selection reads that anyway.

const kept = { lastStep: 3, min: 3, max: 3 };
const series = () => ({
  steps: Float64Array.of(3, 10),
  values: Float64Array.of(3, 2),
  timestamps: Float64Array.of(2, 1),
  totalPoints: 2,
  complete: true,
});

async function asked(selection: string, unsure: boolean, more: Partial<MemoryTracker> = {}) {
  const told = metric('m', 3, unsure ? { ...kept, unsure } : kept);
  const calls: string[] = [];
  const tracker = { runs: [run('a', { metrics: [told] })], capabilities: everything, series, ...more };
  const onCall: MemoryTracker['onCall'] = async (method, ...rest) => {
    calls.push(method);
    await more.onCall?.(method, ...rest);
  };
  const gateway = await memoryGateway({ s: { ...tracker, onCall } });
  const { data } = await gateway.execute(`{ run(id: "s/a") { metric(key: "m") { ${selection} } } }`);
  await gateway.close();
  return { metric: at(data, 'run', 'metric'), read: calls.includes('getSeries') };
}

test.each([
  ['before it', 'last lastStep min series { values }'],
  ['behind it', 'series { values } last lastStep min'],
  ['thinned out', 'last lastStep min series(maxPoints: 5) { values }'],
  ['for another part of the summary', 'last lastStep min count'],
])('the summary is that of a series that is selected %s', async (_how, selection) => {
  const { metric: found } = await asked(selection, true);
  expect(found).toMatchObject({ last: 2, lastStep: 10, min: 2 });
});

test('a part of the series says nothing, and alone the summary is what the tracker keeps, without reading points', async () => {
  const { metric: part } = await asked('last series(to: 5) { values }', true);
  expect(part).toMatchObject({ last: 3 });
  expect(await asked('last lastStep', true)).toEqual({ metric: { last: 3, lastStep: 3 }, read: false });
});

test('a tracker that is sure is believed', async () => {
  const { metric: found } = await asked('last series { values }', false);
  expect(found).toEqual({ last: 3, series: { values: [3, 2] } });
});

test('where the series cannot be read, what the tracker keeps stands', async () => {
  const onCall = (method: string) => {
    if (method === 'getSeries') throw new RungraphError('UNAVAILABLE', 'gone');
  };
  const { metric: found } = await asked('last series { values }', true, { onCall });
  expect(found).toEqual({ last: 3, series: null });
});
