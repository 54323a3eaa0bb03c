import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { requireGroup } from '../../../src/core/sources/groups.ts';
import { sourceIn } from '../../support/assemble.ts';
import { callContext } from '../../support/call-context.ts';
import { newRun } from '../../support/new-run.ts';
import { openArchive } from './open-archive.ts';

// A run with tens of millions of points takes longer to read back than one call may take.

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rungraph-long-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

const seriesOf = (step: number, start = 0) => ({
  ...{ metric: 'loss', context: {}, start, steps: [step] },
  ...{ values: Float64Array.of(0.5), timestamps: Float64Array.of(1_700_000_000_000) },
});

const end = { name: 'a', status: 'FINISHED', endedAt: 1_700_000_000_000 } as const;

/** A run of an archive that is being written. */
async function begin() {
  const gateway = await openArchive({ archive: join(folder, 'archive') }, { folder: join(folder, 'cache') });
  const { adapter } = sourceIn(gateway, 'archive');
  const writer = requireGroup(adapter, 'writer');
  const { runId } = await writer.createRun(callContext(), newRun({ projectId: 'p', from: 'old/a' }));
  return { gateway, adapter, writer, runId };
}

async function sizeOfIndex(): Promise<number> {
  const indexes = join(folder, 'cache/neptune-archives');
  const [index = ''] = await readdir(indexes);
  return (await stat(join(indexes, index))).size;
}

test('the end of a run that cannot be read back in time says so, goes on, and is done when it is asked for again', async () => {
  const { gateway, adapter, writer, runId } = await begin();
  await writer.writePoints(callContext(), runId, [seriesOf(1)], null);
  await expect(writer.finishRun(callContext({ deadline: Date.now() }), runId, end)).rejects.toMatchObject({
    code: 'TIMEOUT',
    goesOn: true,
    message: `The run ${runId} is being read back, 0 of 1 files so far. The reading goes on; ask again, or raise deadlineMs of this source.`,
  });
  await writer.finishRun(callContext(), runId, end);
  const size = await sizeOfIndex();
  expect(size).toBeGreaterThan(0);
  // Asked once more: nothing is read again.
  await writer.finishRun(callContext(), runId, end);
  const [found] = await adapter.getRuns(callContext(), [runId]);
  expect(found).toMatchObject({ name: 'a', metrics: [{ key: 'loss', last: 0.5, count: 1 }] });
  await writer.noteDigest(callContext(), runId, 'x'.repeat(64));

  // The run is in the index by now: to look at all of the archive reads no file again.
  await writer.endMove(callContext());
  expect(await sizeOfIndex()).toBe(size);
  await gateway.close();
});

test('points that are written twice are there once', async () => {
  const { gateway, adapter, writer, runId } = await begin();
  for (const points of [seriesOf(1), seriesOf(2, 1), seriesOf(2, 1), seriesOf(1)]) {
    await writer.writePoints(callContext(), runId, [points], null);
  }
  await writer.finishRun(callContext(), runId, end);
  const [found] = await adapter.getRuns(callContext(), [runId]);
  expect(found).toMatchObject({ metrics: [{ key: 'loss', lastStep: 2, count: 2 }] });
  await gateway.close();
});
