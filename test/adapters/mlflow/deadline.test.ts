import { startMlflowEmulator, type MlflowEmulator } from '../../../adapters/mlflow/emulator/start.ts';
import type { Gateway } from '../../../src/graphql/gateway.ts';
import { plainRun } from '../../../src/emulator-kit/sample/build-run.ts';
import { assembleConfig } from '../../support/assemble.ts';
import { at, listAt } from '../../support/json-at.ts';

// Many metrics of one run, some of which do not come in time: what came is answered, and one error names the others.

const start = Date.UTC(2026, 0, 5);
const keys = Array.from({ length: 30 }, (_key, index) => `loss_${String(index)}`);
const metrics = keys.map((key) => ({ key, context: {}, points: [{ step: 0, value: 1, timestamp: start }] }));
const run = plainRun({ key: 'r', project: 'p', name: 'r', startedAt: start, endedAt: start + 60_000 });

let emulator: MlflowEmulator | undefined;
let gateway: Gateway | undefined;

beforeAll(async () => {
  let asked = 0;
  emulator = await startMlflowEmulator({
    port: 0,
    data: { projects: [{ name: 'p', description: null, createdAt: start }], runs: [{ ...run, metrics }] },
    // Every third series lies on a disk that hangs.
    faults: ({ path }) => (path.includes('/metrics/') && (asked += 1) % 3 === 0 ? { delayMs: 4_000 } : undefined),
  });
  gateway = await assembleConfig({ lab: { tracker: 'mlflow', url: emulator.url, deadlineMs: 1_500 } });
});

afterAll(async () => {
  await gateway?.close();
  await emulator?.close();
});

test('WHAT WAS READ BEFORE THE DEADLINE is answered, and one error names every series that was not', async () => {
  const answer = await gateway?.execute('{ runs { nodes { metrics { key series { values } } } } }');
  const found = listAt(at(answer, 'data', 'runs', 'nodes', 0), 'metrics');
  const lost = found.flatMap((metric, index) => (at(metric, 'series') === null ? [index] : []));
  expect(found).toHaveLength(30);
  expect(lost.length).toBeGreaterThan(1);
  expect(lost.length).toBeLessThan(25);
  const path = (index: number) => ['runs', 'nodes', 0, 'metrics', index, 'series'];
  expect(answer?.errors?.map(({ extensions }) => extensions)).toEqual([
    { code: 'TIMEOUT', source: 'lab', paths: expect.arrayContaining(lost.map(path)) as unknown },
  ]);
  expect(listAt(answer?.errors?.[0]?.extensions, 'paths')).toHaveLength(lost.length);
});
