import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeLargeArchive } from '../test/adapters/neptune/large-archive.ts';
import { startChild } from './support/children.ts';
import { heading, line } from './support/print.ts';

const size = { runs: 10_000, params: 50, metrics: 10, points: 100 };

/** Plans to move a large archive: the first one reads it for the first time. */
export async function planning(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'rungraph-bench-'));
  const path = join(folder, 'data');
  try {
    await writeLargeArchive(path, size);
    heading('Planning to move 10,000 runs of 50 params and 10 series of 100 points, out of an archive');
    const child = await startChild(new URL('support/planning-child.ts', import.meta.url), {
      path,
      archive: join(folder, 'new'),
    });
    for (const [name, kind, goal] of [
      ['for the first time, shallow', 'shallow', ''],
      ['shallow', 'shallow', 'goal: at most 20 s'],
      ['deep: every point read', 'deep', ''],
    ] as const) {
      line(name, `${Number(await child.ask(kind)).toFixed(1)} s`, goal);
    }
    await child.stop();
  } finally {
    await rm(folder, { recursive: true });
  }
}
