import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { usualExports } from '../../../src/server/exports/exports-settings.ts';
import { serve, type RunningServer } from '../../../src/server/serve.ts';
import { targets } from '../../adapters/aim/targets.ts';
import { canonicalData } from '../../conformance/canonical/canonical-data.ts';
import type { OpenTarget } from '../../conformance/target.ts';
import { environment } from '../support/server.ts';

// pandas, polars, DuckDB and pyarrow read every export of the canonical dataset, and find what GraphQL tells.

let target: OpenTarget | undefined;
let server: RunningServer | undefined;
const folder = mkdtempSync(join(tmpdir(), 'rungraph-readers-'));

beforeAll(async () => {
  target = await targets[0]?.open(canonicalData, 'lab');
  if (target === undefined) throw new Error('there is no target');
  server = await serve(target.gateway, { host: '127.0.0.1', port: 0, exports: { ...usualExports, folder } });
});

afterAll(async () => {
  await server?.close();
  await target?.close();
  rmSync(folder, { recursive: true });
});

test('every reader finds in every format what GraphQL tells', async () => {
  const python = join(environment('exports'), 'bin', 'python');
  const script = fileURLToPath(new URL('readers.py', import.meta.url));
  // The gateway lives in this process: waiting for Python must not block it.
  const { stdout } = await promisify(execFile)(python, [script, server?.url ?? ''], { cwd: folder });
  expect(
    stdout
      .trim()
      .split('\n')
      .map((line) => line.replace(/:.*/, '')),
  ).toEqual([
    'pyarrow, Arrow against GraphQL',
    'pyarrow, Parquet',
    'polars, Parquet by URL',
    'polars, Arrow by URL',
    'DuckDB, Parquet',
    'pandas, Parquet',
    'pyarrow, CSV',
    'pandas, polars, DuckDB, CSV',
    'JSON lines and JSON',
    'no rows, with columns',
    'series',
  ]);
});
