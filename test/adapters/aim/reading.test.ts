import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startAimEmulator, type AimEmulator } from '../../../adapters/aim/emulator/start.ts';
import { plainRun } from '../../../src/emulator-kit/sample/build-run.ts';
import type { SampleData } from '../../../src/emulator-kit/sample/sample-data.ts';
import type { OpenTarget } from '../../conformance/target.ts';
import { at, listAt } from '../../support/json-at.ts';
import { openAimTarget } from './open-target.ts';

// How the server is asked: how often, and for what.

const metric = (key: string, subset: string) => {
  return { key, context: { subset }, points: [0, 1, 2].map((step) => ({ step, value: step, timestamp: step * 1000 })) };
};
const data: SampleData = {
  projects: [{ name: 'lab', description: null, createdAt: 0 }],
  runs: Array.from({ length: 30 }, (_run, index) =>
    plainRun({
      key: `r${index}`,
      project: 'lab',
      name: `r${index}`,
      startedAt: index * 1000,
      endedAt: 60_000,
      params: [{ key: 'lr', value: index }],
      metrics: [metric('loss', 'train'), metric('loss', 'val'), metric('acc', 'val')],
    }),
  ),
};

let emulator: AimEmulator | undefined;
let target: OpenTarget | undefined;
beforeAll(async () => {
  emulator = await startAimEmulator({ port: 0, data });
  target = await openAimTarget(emulator.url, 'lab', emulator.runIds, () => Promise.resolve());
});
afterAll(async () => {
  await target?.close();
  await emulator?.close();
});

async function ask(document: string): Promise<{ readonly data: unknown; readonly searches: readonly URL[] }> {
  const before = emulator?.requests.length ?? 0;
  const { data: answer, errors } = (await target?.gateway.execute(document)) ?? {};
  expect(errors).toBeUndefined();
  const asked = (emulator?.requests ?? []).slice(before).map((path) => new URL(path, 'http://localhost'));
  return { data: answer, searches: asked.filter(({ pathname }) => pathname.startsWith('/api/runs/search/')) };
}

test('a page of runs with two series of each costs two calls, and no other context comes', async () => {
  const series = 'metric(key: "loss", context: { subset: "val" }) { series { values complete } }';
  const { data: answer, searches } = await ask(`{ runs { nodes { name ${series} } } }`);
  expect(searches.map(({ pathname }) => pathname)).toEqual(['/api/runs/search/run/', '/api/runs/search/metric/']);
  expect(searches[1]?.searchParams.get('q')).toContain('metric.context == {"subset": "val"}');
  expect(searches[1]?.searchParams.get('p')).toBe('-1');
  expect(at(listAt(at(answer, 'runs'), 'nodes')[0], 'metric')).toEqual({
    series: { values: [0, 1, 2], complete: true },
  });
});

test('SAMPLING of the server is never asked for: it loses the first point, and the gateway keeps it', async () => {
  const { data: answer, searches } = await ask(
    '{ runs(first: 1) { nodes { metric(key: "acc") { series(maxPoints: 2) { steps } } } } }',
  );
  expect(searches[1]?.searchParams.get('p')).toBe('-1');
  expect(at(listAt(at(answer, 'runs'), 'nodes')[0], 'metric', 'series', 'steps')).toEqual([0, 2]);
});

test.each([
  ['{ runs { nodes { name } } }', 'true', 'true', 'true'],
  ['{ runs { nodes { params { key } } } }', 'false', 'true', 'true'],
  ['{ runs { nodes { metric(key: "acc") { last } } } }', 'true', 'false', 'true'],
  ['{ runs { nodes { provenance { entryPoint } } } }', 'false', 'true', 'false'],
])('%s leaves out what nobody asked for', async (document, params, traces, system) => {
  const query = (await ask(document)).searches[0]?.searchParams;
  expect([query?.get('exclude_params'), query?.get('exclude_traces'), query?.get('skip_system')]).toEqual([
    params,
    traces,
    system,
  ]);
  expect(query?.get('report_progress')).toBe('false');
});

test('a page that is narrowed to a project names it in the query', async () => {
  const { searches } = await ask('{ runs(first: 5, filter: { projectName: { eq: "lab" } }) { nodes { name } } }');
  expect(searches).toHaveLength(1);
  expect(searches[0]?.searchParams.get('q')).toContain('run.experiment in ["lab"]');
});

test('BOUNDED MEMORY: a run set that does not fit into the heap streams through', () => {
  const script = fileURLToPath(new URL('memory-child.ts', import.meta.url));
  // About 330 MB as sent. Kept as trees they end this process.
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--max-old-space-size=64', '--import', 'tsx', script, '30000'],
    {
      encoding: 'utf8',
    },
  );
  expect({ stdout, status, stderr }).toEqual({ stdout: '30000', status: 0, stderr: '' });
});
