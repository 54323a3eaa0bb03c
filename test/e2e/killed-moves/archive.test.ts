import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { at } from '../../support/json-at.ts';
import { expectSurvived } from '../../support/killed-moves.ts';

test('60 runs into an archive, killed ten times (seed 13)', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rungraph-archive-'));
  try {
    const target = { tracker: 'neptune', archive: folder };
    await expectSurvived({ target, seed: 13, runs: 60, kills: 10 });
    // Each run once, and nothing half written beside them.
    const parts = (await readdir(join(folder, 'data'), { recursive: true })).filter((name) => name.includes('_part_'));
    expect(parts.filter((name) => name.endsWith('_part_0.parquet'))).toHaveLength(60);
    expect(parts.filter((name) => !name.endsWith('.parquet'))).toEqual([]);
    const whole: unknown = JSON.parse(await readFile(join(folder, 'archive.json'), 'utf8'));
    expect(at(whole, 'counts', 'runs')).toBe(60);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
