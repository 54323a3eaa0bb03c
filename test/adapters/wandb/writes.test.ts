import { setTimeout as sleep } from 'node:timers/promises';
import { sampleKey, startWandbEmulator, type WandbEmulator } from '../../../adapters/wandb/emulator/start.ts';
import type { Adapter } from '../../../src/contract/adapter.ts';
import type { RunWriter } from '../../../src/contract/writer.ts';
import { parseJson } from '../../../src/kit/parse-json.ts';
import { callContext } from '../../support/call-context.ts';
import { newRun } from '../../support/new-run.ts';
import { series, startedAt as at } from './new-series.ts';
import { openAdapter, readRuns } from './open-adapter.ts';

// Doing it twice is doing it once, on servers of either kind.

const draft = newRun({
  projectId: 'harvest-lab/vision',
  from: 'old/7',
  origin: 'first/1',
  name: 'run 7',
  startedAt: at,
  notes: 'kept',
  group: 'g',
});

async function open(emulator: WandbEmulator, own: object = {}): Promise<{ adapter: Adapter; writer: RunWriter }> {
  const adapter = openAdapter({ url: emulator.url, apiKey: sampleKey, ...own });
  await adapter.probe(callContext());
  if (adapter.writer === undefined) throw new Error('no writer');
  return { adapter, writer: adapter.writer };
}

describe.each(['hosted', 'local'] as const)('%s', (traits) => {
  let emulator: WandbEmulator;
  beforeAll(async () => {
    emulator = await startWandbEmulator({ port: 0, data: { projects: [], runs: [] }, traits });
  });
  afterAll(() => emulator.close());

  test('a run that two processes write in turn is there once, with every value', async () => {
    const first = await open(emulator);
    const { projectId } = await first.writer.ensureProject(callContext(), 'vision');
    await first.writer.ensureProject(callContext(), 'vision');
    expect(projectId).toBe('harvest-lab/vision');
    const { runId } = await first.writer.createRun(callContext(), draft);
    await first.writer.writeParams(callContext(), runId, [{ key: 'lr', value: 0.1, text: null }]);
    await first.writer.writeTags(callContext(), runId, [{ key: 'good', value: null }]);
    await first.writer.writePoints(callContext(), runId, [series('acc', [1]), series('loss', [0, 1, 4])], 0);
    await first.adapter.close();

    const { adapter, writer } = await open(emulator);
    expect(await writer.createRun(callContext(), draft)).toEqual({ runId });
    const params = [
      { key: 'lr', value: 0.1, text: null },
      { key: 'depth', value: 2n ** 60n, text: null },
    ];
    expect(await writer.writeParams(callContext(), runId, params)).toEqual([null, null]);
    const [clash] = await writer.writeParams(callContext(), runId, [{ key: 'lr', value: 0.2, text: null }]);
    expect(clash).toMatchObject({ code: 'CONFLICT' });
    await writer.writeTags(callContext(), runId, [
      { key: 'good', value: null },
      { key: 'new', value: null },
    ]);
    const before = emulator.requests.length;
    await writer.writePoints(callContext(), runId, [series('acc', [1]), series('loss', [0, 1, 4])], 0);
    await writer.writePoints(callContext(), runId, [series('loss', [6, 9])], 3);
    // What is there is not sent again.
    const sent = emulator.requests.slice(before).flatMap(({ stream }) => (stream === '' ? [] : [parseJson(stream)]));
    expect(sent).toMatchObject([{ files: { 'wandb-history.jsonl': { offset: 3 } } }]);
    const end = { name: 'run 7', status: 'FAILED', endedAt: at + 90_000 } as const;
    await writer.finishRun(callContext(), runId, end);
    await writer.finishRun(callContext(), runId, end);
    expect(await writer.findCopies(callContext(), { source: 'old', projects: [projectId] })).toEqual([
      { runId, from: 'old/7', digest: null, archived: false },
    ]);
    await writer.noteDigest(callContext(), runId, 'sha256:1');
    expect(
      await writer.findCopies(callContext(), { source: 'old', projects: [projectId, 'harvest-lab/none'] }),
    ).toEqual([{ runId, from: 'old/7', digest: 'sha256:1', archived: false }]);
    expect(await writer.findCopies(callContext(), { source: 'ol', projects: [projectId] })).toEqual([]);

    const runs = emulator.world.projects.flatMap(({ runs: own }) => own);
    expect(runs.map(({ history }) => history.map((row) => row['_step']))).toEqual([[0, 1, 4, 6, 9]]);
    expect(runs[0]?.summary).toMatchObject({ loss: 9 / 7, acc: NaN, _step: 9, _runtime: 90, _wandb: { runtime: 90 } });
    const [run] = await readRuns(adapter);
    expect(run).toMatchObject({ nativeId: runId, name: 'run 7', status: 'FAILED', notes: 'kept', group: 'g' });
    expect(run?.origin).toBe('first/1');
    expect(run?.tags).toEqual(['good', 'new'].map((key) => ({ key, value: null })));
    // Bookkeeping is no param.
    expect(run?.params).toEqual([
      { key: 'lr', nativeKey: 'lr', value: 0.1, text: null },
      { key: 'depth', nativeKey: 'depth', value: 2n ** 60n, text: null },
    ]);
    await adapter.close();
  });

  test('rows that arrive late, after they were sent again, are there once', async () => {
    let isLate = true;
    const slow = await startWandbEmulator({
      port: 0,
      data: { projects: [], runs: [] },
      traits,
      faults: ({ stream }) => {
        if (stream === '' || !isLate) return undefined;
        isLate = false;
        return { delayMs: 400 };
      },
    });
    const { adapter, writer } = await open(slow);
    try {
      const { runId } = await writer.createRun(callContext(), draft);
      const points = [series('loss', [0, 1, 2])];
      const soon = { ...callContext(), signal: AbortSignal.timeout(100) };
      await expect(writer.writePoints(soon, runId, points, 0)).rejects.toThrow();
      await writer.writePoints(callContext(), runId, points, 0);
      await writer.writePoints(callContext(), runId, [series('loss', [3])], 3);
      await sleep(500);
      const [run] = slow.world.projects.flatMap(({ runs }) => runs);
      expect(run?.history.map((row) => row['_step'])).toEqual([0, 1, 2, 3]);
    } finally {
      await adapter.close();
      await slow.close();
    }
  });
});

test('a project that the config does not read is not written to, nor is a row that the SDK would drop', async () => {
  const emulator = await startWandbEmulator({ port: 0, data: { projects: [], runs: [] } });
  const { adapter, writer } = await open(emulator, { projects: ['vision'] });
  try {
    await expect(writer.ensureProject(callContext(), 'speech')).rejects.toMatchObject({ code: 'INVALID_QUERY' });
    const { runId } = await writer.createRun(callContext(), draft);
    const long = series('x'.repeat(10_400_000), [0]);
    await expect(writer.writePoints(callContext(), runId, [long], 0)).rejects.toMatchObject({ code: 'INVALID_QUERY' });
    expect(emulator.world.projects.flatMap(({ runs }) => runs.map(({ history }) => history.length))).toEqual([0]);
  } finally {
    await adapter.close();
    await emulator.close();
  }
});
