import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeArchive } from '../../adapters/neptune/sample/write-archive.ts';
import { plainRun, seededRandom } from '../../src/emulator-kit/sample/build-run.ts';
import type { SampleData } from '../../src/emulator-kit/sample/sample-data.ts';
import { startChild } from './children.ts';
import { movedShape, type Moved } from './moved-shape.ts';

/** Runs at a time. */
export const parallel = 4;
export const startedAt = Date.UTC(2026, 0, 1);

export interface Size {
  readonly runs: number;
  readonly series: number;
  readonly points: number;
}

/** Runs with series of one length. */
export function sampleOf({ runs, series, points }: Size): SampleData {
  const random = seededRandom(5);
  const made = Array.from({ length: runs }, (_run, number) =>
    plainRun({
      key: `r${String(number)}`,
      project: 'bench',
      name: `run ${String(number)}`,
      startedAt,
      endedAt: startedAt + 1_000,
      params: [{ key: 'lr', value: 'low' }],
      metrics: Array.from({ length: series }, (_series, key) => ({
        key: `m${String(key)}`,
        context: {},
        points: Array.from({ length: points }, (_point, step) => ({
          step,
          value: random(),
          timestamp: startedAt + step,
        })),
      })),
    }),
  );
  return { projects: [{ name: 'bench', description: null, createdAt: startedAt }], runs: made };
}

/** A move in a process of its own. */
export async function move(target: Readonly<Record<string, unknown>>, data: SampleData): Promise<Moved> {
  const folder = await mkdtemp(join(tmpdir(), 'rungraph-bench-'));
  const path = join(folder, 'data');
  try {
    await writeArchive(data, { folder: path, line: '3.x', workspace: 'acme' });
    return await moveIn(folder, { tracker: 'neptune', path }, target);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The same between two sources, as a config names them. The ledger lies in the folder. */
export async function moveIn(
  folder: string,
  source: Readonly<Record<string, unknown>>,
  target: Readonly<Record<string, unknown>>,
): Promise<Moved> {
  const child = await startChild(new URL('moving-child.ts', import.meta.url), { folder, source, target, parallel });
  try {
    return movedShape.parse(await child.ask('move'));
  } finally {
    await child.stop();
  }
}
