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

test('points are there once, and the end of a run that cannot be read back in time says so, goes on, and is done when it is asked for again', async () => {
  const gateway = await openArchive({ archive: join(folder, 'archive') }, { folder: join(folder, 'cache') });
  const { adapter } = sourceIn(gateway, 'archive');
  const writer = requireGroup(adapter, 'writer');
  const { runId } = await writer.createRun(callContext(), newRun({ projectId: 'p', from: 'old/a' }));
  for (const points of [seriesOf(1), seriesOf(2, 1), seriesOf(2, 1), seriesOf(1)]) {
    await writer.writePoints(callContext(), runId, [points], null);
  }
  const end = { name: 'a', status: 'FINISHED', endedAt: 1_700_000_000_000 } as const;
  await expect(writer.finishRun(callContext({ deadline: Date.now() }), runId, end)).rejects.toMatchObject({
    code: 'TIMEOUT',
    goesOn: true,
    message: `The run ${runId} is being read back, 0 of 1 files so far. The reading goes on; ask again, or raise deadlineMs of this source.`,
  });
  await writer.finishRun(callContext(), runId, end);
  const [found] = await adapter.getRuns(callContext(), [runId]);
  expect(found).toMatchObject({ name: 'a', metrics: [{ key: 'loss', last: 0.5, lastStep: 2, count: 2 }] });
  await writer.noteDigest(callContext(), runId, 'x'.repeat(64));

  // The run is in the index by now: to look at all of the archive reads no file again.
  const [index = ''] = await readdir(join(folder, 'cache/neptune-archives'));
  const sizeOfIndex = async () => (await stat(join(folder, 'cache/neptune-archives', index))).size;
  const before = await sizeOfIndex();
  await writer.endMove(callContext());
  expect(before).toBeGreaterThan(0);
  expect(await sizeOfIndex()).toBe(before);
  await gateway.close();
});
