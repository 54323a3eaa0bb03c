import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createArchiveWriter } from '../adapters/neptune/archive/writer/writer.ts';
import { seededRandom } from '../src/emulator-kit/sample/build-run.ts';
import { callContext } from '../test/support/call-context.ts';
import { newRun } from '../test/support/new-run.ts';
import { moveIn, parallel, printMemory, startedAt, type Size } from './support/moves.ts';
import { heading, line, perSecond } from './support/print.ts';

const sizes: readonly Size[] = [
  { runs: 100, series: 10, points: 10_000 },
  { runs: 1, series: 10, points: 5_000_000 },
];
/** Points that are written at a time. */
const atOnce = 10_000;

/** Moves from archive to archive, and one run that is larger than what most people have. */
export async function movingArchive(): Promise<void> {
  for (const size of sizes) {
    const { runs, series, points } = size;
    const all = (runs * series * points).toLocaleString('en');
    heading(`${all} points of ${String(runs)} runs from archive to archive, ${String(parallel)} runs at a time`);
    const folder = await mkdtemp(join(tmpdir(), 'rungraph-bench-'));
    try {
      await fill(join(folder, 'old'), size);
      const source = { tracker: 'neptune', archive: join(folder, 'old') };
      const target = { tracker: 'neptune', archive: join(folder, 'new') };
      const moved = await moveIn(folder, source, target, runs);
      line('rungraph, every value read back', perSecond(moved.rate));
      if (runs > 1) printMemory(moved);
      else line('  at most', `${moved.peakMb.toFixed(0)} MiB`);
    } finally {
      await rm(folder, { recursive: true });
    }
  }
}

/** An archive whose points are made while they are written: all of them together would not fit. */
async function fill(folder: string, { runs, series, points }: Size): Promise<void> {
  const random = seededRandom(5);
  const nobody = { include: () => Promise.resolve(), refresh: () => Promise.reject(new Error('not asked')) };
  const archive = createArchiveWriter(folder, nobody);
  const { writer } = archive;
  for (let run = 0; run < runs; run += 1) {
    const name = `run ${String(run)}`;
    const facts = { projectId: 'bench', from: `made/r${String(run)}`, name, startedAt, endedAt: startedAt + 1_000 };
    const { runId } = await writer.createRun(callContext(), newRun(facts));
    for (let at = 0; at < series; at += 1) {
      for (let start = 0; start < points; start += atOnce) {
        const steps = Array.from({ length: Math.min(atOnce, points - start) }, (_step, index) => start + index);
        const values = Float64Array.from(steps, () => random());
        const timestamps = Float64Array.from(steps, (step) => startedAt + step);
        const own = { metric: `m${String(at)}`, context: {}, start, steps, values, timestamps };
        await writer.writePoints(callContext(), runId, [own], null);
      }
    }
    await writer.finishRun(callContext(), runId, { name, status: 'FINISHED', endedAt: facts.endedAt });
    await writer.noteDigest(callContext(), runId, 'x'.repeat(64));
  }
  await archive.close();
}
