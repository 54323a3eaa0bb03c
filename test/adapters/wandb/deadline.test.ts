import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sampleKey, startWandbEmulator, type WandbEmulator } from '../../../adapters/wandb/emulator/start.ts';
import { openGateway } from '../../../src/cli/open-gateway.ts';
import type { Gateway } from '../../../src/graphql/gateway.ts';
import { plainRun } from '../../../src/emulator-kit/sample/build-run.ts';
import type { SampleData } from '../../../src/emulator-kit/sample/sample-data.ts';
import { at, listAt } from '../../support/json-at.ts';
import { quietLog } from '../../support/quiet-scope.ts';

// Series of many runs, some of which do not come in time: through the whole gateway, cache and guard included.

const start = Date.UTC(2026, 0, 5);
const points = [0, 1, 2].map((step) => ({ step, value: step / 2, timestamp: start + step }));
const data: SampleData = {
  projects: [{ name: 'p', description: null, createdAt: start }],
  runs: Array.from({ length: 30 }, (_run, index) => {
    const run = plainRun({
      key: `r${index}`,
      project: 'p',
      name: `r${index}`,
      startedAt: start,
      endedAt: start + 60_000,
    });
    return { ...run, metrics: [{ key: 'loss', context: {}, points }] };
  }),
};

let emulator: WandbEmulator | undefined;
let gateway: Gateway | undefined;
let slow: (path: string) => boolean = () => false;
const folder = mkdtempSync(join(tmpdir(), 'rungraph-deadline-'));

beforeAll(async () => {
  const faults = ({ path }: { path: string }) => (slow(path) ? { delayMs: 2_000 } : undefined);
  emulator = await startWandbEmulator({ port: 0, data, faults });
  const file = join(folder, 'rungraph.yaml');
  const source = { tracker: 'wandb', url: emulator.url, apiKey: sampleKey, deadlineMs: 1_200 };
  writeFileSync(file, JSON.stringify({ sources: { lab: source } }));
  ({ gateway } = await openGateway(file, quietLog));
});

afterAll(async () => {
  await gateway?.close();
  await emulator?.close();
  rmSync(folder, { recursive: true });
});

/** The names of runs whose series came, and the errors. */
async function ask() {
  const answer = await gateway?.execute(
    '{ runs(first: 30) { nodes { name metric(key: "loss") { series { values } } } } }',
  );
  const nodes = listAt(at(answer, 'data', 'runs'), 'nodes');
  const came = nodes.filter((node) => at(node, 'metric', 'series', 'values', 2) === 1).map((node) => at(node, 'name'));
  const errors = (answer?.errors ?? []).map(({ extensions }) => ({
    code: extensions?.['code'],
    places: listAt(extensions, 'paths').length,
  }));
  return { count: nodes.length, came, errors };
}

const isFile = (path: string): boolean => path.startsWith('/storage/');
const numberOf = (path: string): number => Number(path.split('/')[3]);

test('WHAT WAS READ BEFORE THE DEADLINE is answered, and the rest alone is lost', async () => {
  // The files of every third run lie on a server that hangs.
  slow = (path) => isFile(path) && numberOf(path) % 3 === 0;
  const first = await ask();
  expect(first.count).toBe(30);
  // Eight runs are read at a time, so that some wait behind those that hang.
  expect(first.came.length).toBeGreaterThan(5);
  expect(first.came.length).toBeLessThan(30);
  expect(first.errors).toEqual([{ code: 'TIMEOUT', places: 30 - first.came.length }]);

  // What was read is kept: asked again, the rest alone is read.
  slow = () => false;
  const before = emulator?.requests.length ?? 0;
  const second = await ask();
  expect([second.came.length, second.errors]).toEqual([30, []]);
  const files = emulator?.requests
    .slice(before)
    .filter(({ path }) => isFile(path))
    .map(({ path }) => path);
  expect(new Set(files).size).toBe(30 - first.came.length);
});
