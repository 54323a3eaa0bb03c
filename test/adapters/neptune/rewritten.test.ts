import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { scanPart } from '../../../adapters/neptune/archive/index/scan-part.ts';
import { readWhole } from './read-whole.ts';

// Files that were read and written anew hold the same data, in other types and compressed in other ways. Made by
// test/live/neptune/rewritten.py.

const fixtures = fileURLToPath(new URL('fixtures/rewritten', import.meta.url));
const ways = (await readdir(fixtures)).map((name) => name.replace('.parquet', ''));
const run = 'acme/rewritten/r';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rungraph-rewritten-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function archiveOf(way: string): Promise<string> {
  const path = join(folder, way);
  await mkdir(path);
  await copyFile(join(fixtures, `${way}.parquet`), join(path, 'r_part_0.parquet'));
  return path;
}

test.each(ways)('%s: the same run, with the same params, points and files', async (way) => {
  const { run: expected } = await readWhole(await archiveOf('exported'), run);
  expect(expected).toMatchObject({ nativeId: run, lines: [expect.stringContaining('COUNTING'), expect.anything()] });
  if (way === 'exported') return;
  const { run: found, problems } = await readWhole(await archiveOf(way), run);
  expect(problems).toEqual([]);
  expect(found).toEqual(expected);
});

test('a footer that counts other rows than it lists is damage', async () => {
  const bytes = await readFile(join(fixtures, 'duckdb-v2.parquet'));
  // The count of its one row group.
  bytes[4138] = 0;
  const file = join(folder, 'counts.parquet');
  await writeFile(file, bytes);
  const { runs, problems } = await scanPart(file, '', new AbortController().signal);
  expect(runs).toEqual([]);
  expect(problems).toEqual([{ code: 'UNREADABLE_ROWS', message: 'it says that it has 42 rows, and lists 0' }]);
});

test.each(ways)('%s: whatever bytes are changed, it is read or a reason is told', async (way) => {
  const bytes = await readFile(join(fixtures, `${way}.parquet`));
  const file = join(folder, 'bad.parquet');
  const change = fc.tuple(fc.nat(bytes.length - 1), fc.nat(255));
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
      const broken = Buffer.from(bytes);
      for (const [place, value] of changes) broken[place] = value;
      await writeFile(file, broken);
      const { runs, problems } = await scanPart(file, '', new AbortController().signal);
      expect(runs.length + problems.length).toBeGreaterThan(0);
    }),
    { numRuns: 200 },
  );
});
