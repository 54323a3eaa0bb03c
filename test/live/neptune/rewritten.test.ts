import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readWhole } from '../../adapters/neptune/read-whole.ts';
import { environment } from '../support/server.ts';

// An export that pandas, Polars, DuckDB and pyarrow themselves read and wrote anew, in every way that they compress and
// keep times and steps: the same run.

const script = fileURLToPath(new URL('rewritten.py', import.meta.url));
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rungraph-rewritten-'));
  execFileSync(join(environment('neptune'), 'bin', 'python'), [script, folder]);
});

afterAll(() => rmSync(folder, { recursive: true }));

test('every way of writing it anew leaves the same run', async () => {
  const whole = (way: string) => readWhole(join(folder, way), 'acme/rewritten/r');
  const { run: expected } = await whole('exported');
  expect(expected).toMatchObject({ nativeId: 'acme/rewritten/r' });
  const ways = readdirSync(folder).filter((way) => way !== 'exported');
  expect(ways.length).toBeGreaterThan(30);
  for (const way of ways) expect({ way, ...(await whole(way)) }).toEqual({ way, run: expected, problems: [] });
});
