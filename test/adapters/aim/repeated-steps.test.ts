import { startAimEmulator } from '../../../adapters/aim/emulator/start.ts';
import { plainRun } from '../../../src/emulator-kit/sample/build-run.ts';
import type { OpenTarget } from '../../conformance/target.ts';
import { at, listAt } from '../../support/json-at.ts';
import { openAimTarget } from './open-target.ts';

// A step that was tracked again has the later value, while the server's own LAST and MAX stay with the earlier one.

let target: OpenTarget;
beforeAll(async () => {
  const points = [0.5, 9, 0.7].map((value, step) => ({ step, value, timestamp: 1000 + step }));
  const again = [
    { step: 1, value: 0.6, timestamp: 2000 },
    { step: 2, value: 0.1, timestamp: 2001 },
  ];
  const metrics = [{ key: 'acc', context: {}, points: [...points, ...again] }];
  const projects = [{ name: 'p', description: null, createdAt: 0 }];
  const run = plainRun({ key: 'a', project: 'p', name: 'a', startedAt: 1000, metrics });
  const emulator = await startAimEmulator({ port: 0, data: { projects, runs: [run] } });
  target = await openAimTarget(emulator.url, 'aim', emulator.runIds, () => emulator.close());
});
afterAll(() => target.close());

async function metricWith(selection: string): Promise<unknown> {
  const { data, errors } = await target.gateway.execute(`{ runs { nodes { metric(key: "acc") { ${selection} } } } }`);
  expect(errors).toBeUndefined();
  return at(data, 'runs', 'nodes', 0, 'metric');
}

test('an answer that holds the series tells LAST, MIN and MAX of it', async () => {
  const summary = { last: 0.1, lastStep: 2, min: 0.1, max: 0.6 };
  expect(await metricWith('last lastStep min max series { values }')).toEqual({
    ...summary,
    series: { values: [0.5, 0.6, 0.1] },
  });
  expect(await metricWith('last lastStep min max count')).toEqual({ ...summary, count: 3 });
});

test('without the series they are the server’s, which the source says', async () => {
  expect(await metricWith('last lastStep max')).toEqual({ last: 0.7, lastStep: 2, max: 9 });
  const { data } = await target.gateway.execute('{ source(id: "aim") { diagnostics { severity code } } }');
  expect(listAt(data, 'source', 'diagnostics')).toContainEqual({ severity: 'INFO', code: 'SUMMARIES_AS_TRACKED' });
});
