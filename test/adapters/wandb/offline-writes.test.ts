import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Adapter } from '../../../src/contract/adapter.ts';
import type { RunWriter } from '../../../src/contract/writer.ts';
import { callContext } from '../../support/call-context.ts';
import { newRun } from '../../support/new-run.ts';
import { series, startedAt as at } from './new-series.ts';
import { openAdapter, readRuns, readSeries } from './open-adapter.ts';

// A folder of runs as a target: a run is there once it is whole, and once alone.

const draft = newRun({
  projectId: 'lab/vision',
  from: 'old/7',
  origin: 'first/1',
  name: 'run 7',
  startedAt: at,
  endedAt: at + 90_000,
  notes: 'kept',
  group: 'g',
});
const end = { name: 'run 7', status: 'FAILED', endedAt: at + 90_000 } as const;
const runId = 'lab/vision/295f078c71000138669b0706';

let folder = '';
const open: Adapter[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'rungraph-offline-'));
});
afterEach(async () => {
  for (const adapter of open.splice(0)) await adapter.close();
  rmSync(folder, { recursive: true, force: true });
});

function openOne(own: object = {}): { readonly adapter: Adapter; readonly writer: RunWriter } {
  const adapter = openAdapter({ path: folder, entity: 'lab', ...own });
  open.push(adapter);
  if (adapter.writer === undefined) throw new Error('no writer');
  return { adapter, writer: adapter.writer };
}

const copies = (writer: RunWriter) => writer.findCopies(callContext(), { source: 'old', projects: ['lab/vision'] });
const files = () => readdirSync(folder, { recursive: true }).map(String).sort();

test('a run whose records fill many blocks is read as it was written, and is no copy before its digest', async () => {
  const { adapter, writer } = openOne();
  const { projectId } = await writer.ensureProject(callContext(), 'vision');
  expect(projectId).toBe('lab/vision');
  expect((await writer.createRun(callContext(), draft)).runId).toBe(runId);
  // Lengths around those of blocks, so that chunks end at every distance from an end.
  const params = Array.from({ length: 40 }, (_param, index) => {
    return { key: `p${index}`, value: 'x'.repeat(32_700 + index * 3), text: null };
  });
  await writer.writeParams(callContext(), runId, params);
  await writer.writeTags(callContext(), runId, [{ key: 'good', value: null }]);
  const steps = Array.from({ length: 20_000 }, (_step, index) => index * 3);
  await writer.writePoints(callContext(), runId, [series('a.b', [1]), series('loss', steps)], 0);
  await writer.writeParams(callContext(), runId, [{ key: 'late', value: 2n ** 60n, text: null }]);
  await expect(async () => {
    await writer.writeTags(callContext(), runId, [{ key: 'late', value: null }]);
  }).rejects.toMatchObject({ code: 'CONFLICT' });
  expect(files().filter((name) => name.endsWith('.wandb'))).toEqual([]);
  await writer.finishRun(callContext(), runId, end);
  await writer.finishRun(callContext(), runId, end);
  expect(await copies(writer)).toEqual([]);
  await writer.noteDigest(callContext(), runId, 'sha256:1');
  expect(await copies(openOne().writer)).toEqual([{ runId, from: 'old/7', digest: 'sha256:1', archived: false }]);

  const [run] = await readRuns(adapter);
  expect(run).toMatchObject({
    nativeId: runId,
    name: 'run 7',
    status: 'FAILED',
    notes: 'kept',
    group: 'g',
    startedAt: at,
  });
  expect(run?.origin).toBe('first/1');
  expect(run?.tags).toEqual([{ key: 'good', value: null }]);
  expect(new Map(Array.isArray(run?.params) ? run.params.map(({ key, value }) => [key, value]) : [])).toEqual(
    new Map<string, unknown>([...params.map(({ key, value }) => [key, value] as const), ['late', 2n ** 60n]]),
  );
  const [loss, nested] = await readSeries(adapter, runId, ['loss', 'a.b']);
  expect(loss?.complete).toBe(true);
  expect([...(loss?.steps ?? [])]).toEqual(steps);
  expect([...(nested?.values ?? [])]).toEqual([NaN]);
  const { diagnostics } = await adapter.probe(callContext());
  expect(diagnostics.map(({ code }) => code)).toEqual(['RUNS_FOUND']);
});

test('a run that was cut off is begun anew, with nothing of the first attempt', async () => {
  const first = openOne();
  await first.writer.createRun(callContext(), draft);
  await first.writer.writePoints(callContext(), runId, [series('loss', [0, 1, 2])], 0);
  // Another process: of the first one nothing was ended.
  const second = openOne();
  await second.writer.createRun(callContext(), { ...draft, startedAt: at + 5_000 });
  await second.writer.writePoints(callContext(), runId, [series('acc', [4])], 0);
  await second.writer.finishRun(callContext(), runId, end);
  // A third one, since no digest was noted.
  const third = openOne();
  expect(await copies(third.writer)).toEqual([]);
  await third.writer.createRun(callContext(), draft);
  await third.writer.writePoints(callContext(), runId, [series('acc', [5])], 0);
  await third.writer.finishRun(callContext(), runId, end);
  await third.writer.noteDigest(callContext(), runId, 'sha256:2');
  const name = `offline-run-20231114_221320-${runId.slice(11)}`;
  expect(files()).toEqual(
    ['wandb', `wandb/${name}`, `wandb/${name}/files`, `wandb/${name}/run-${runId.slice(11)}.wandb`].sort(),
  );
  const [acc] = await readSeries(third.adapter, runId, ['acc']);
  expect([...(acc?.steps ?? [])]).toEqual([5]);
});

test('a run that lost its end with its digest is no copy', async () => {
  const { writer } = openOne();
  await writer.createRun(callContext(), draft);
  await writer.finishRun(callContext(), runId, end);
  const file = join(folder, files().find((name) => name.endsWith('.wandb')) ?? '');
  await writer.noteDigest(callContext(), runId, 'sha256:1');
  expect(await copies(writer)).toHaveLength(1);
  writeFileSync(file, readFileSync(file).subarray(0, -5));
  expect(await copies(openOne().writer)).toEqual([]);
});

test('a project that the config does not read is refused, and a folder that is not there is told of', async () => {
  const { writer } = openOne({ projects: ['vision'] });
  await expect(writer.ensureProject(callContext(), 'speech')).rejects.toMatchObject({ code: 'INVALID_QUERY' });
  rmSync(folder, { recursive: true });
  const { adapter } = openOne();
  await expect(adapter.listProjects(callContext(), { limit: 10, after: null })).rejects.toMatchObject({
    message: expect.stringContaining('There is no folder') as string,
  });
  mkdirSync(folder);
  writeFileSync(join(folder, 'wandb'), 'a file in its place');
  await expect(openOne().writer.createRun(callContext(), draft)).rejects.toMatchObject({
    message: 'A file is in the way of the folder of runs.',
  });
});

test('a source that is closed lets go of runs that were not finished', async () => {
  const { adapter, writer } = openOne();
  await writer.createRun(callContext(), draft);
  await writer.writePoints(callContext(), runId, [series('loss', [1, 2])], 0);
  expect(files().filter((file) => file.endsWith('.part'))).toHaveLength(1);
  await adapter.close();
  expect(files().filter((file) => file.includes('run'))).toEqual([]);
});
