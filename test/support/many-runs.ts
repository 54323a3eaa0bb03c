import { join } from 'node:path';
import { writeArchive } from '../../adapters/neptune/sample/write-archive.ts';
import { plainRun } from '../../src/emulator-kit/sample/build-run.ts';
import type { SampleData } from '../../src/emulator-kit/sample/sample-data.ts';

/** Writes an archive of many runs below a folder. Answers the source, as a config names it. */
export async function archiveRuns(folder: string, runs: number, random: () => number) {
  const [path, filesPath] = [join(folder, 'data'), join(folder, 'files')];
  await writeArchive(manyRuns(runs, random), { folder: path, filesFolder: filesPath, line: '3.x', workspace: 'acme' });
  return { tracker: 'neptune', path, filesPath };
}

/** Runs with what is dangerous to send twice: NaN, many keys, points of one step; and with files and archived ones. */
function manyRuns(count: number, random: () => number): SampleData {
  const startedAt = Date.parse('2024-03-01T08:00:00Z');
  const runs = Array.from({ length: count }, (_run, number) => {
    const own = startedAt + number * 60_000;
    const point = (step: number) => ({
      step,
      value: random() < 0.05 ? Number.NaN : random(),
      timestamp: own + step * 1000,
    });
    const long = ['loss', 'acc', 'val/loss'].map((key) => ({
      key,
      context: {},
      points: Array.from({ length: 200 + Math.floor(random() * 900) }, (_point, step) => point(step)),
    }));
    const wide = Array.from({ length: number % 10 === 0 ? 130 : 2 }, (_metric, key) => ({
      key: `layer/${String(key)}`,
      context: {},
      points: [point(0), point(1)],
    }));
    return plainRun({
      key: `run-${String(number)}`,
      project: 'vision',
      name: `run ${String(number)}`,
      startedAt: own,
      endedAt: own + 3_600_000,
      archived: number % 7 === 3,
      params: Array.from({ length: 12 }, (_param, key) => ({ key: `p${String(key)}`, value: random() })),
      tags: [{ key: 'kept', value: null }],
      metrics: [...long, ...wide],
      files:
        number % 3 === 0 ? [{ path: 'model/weights.txt', content: `weights ${String(random())}\n`.repeat(500) }] : [],
    });
  });
  return { projects: [{ name: 'vision', description: null, createdAt: startedAt }], runs };
}
