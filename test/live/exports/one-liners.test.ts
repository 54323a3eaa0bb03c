import { join } from 'node:path';
import { usualExports } from '../../../src/server/exports/exports-settings.ts';
import { serve, type RunningServer } from '../../../src/server/serve.ts';
import { cachedGateway, type CachedGateway } from '../../support/cached-gateway.ts';
import { logLines } from '../../support/log-lines.ts';
import { environment } from '../support/server.ts';
import { scriptAt } from './install-client.ts';
import { serveTwoProjects } from '../../support/access/serve-two-projects.ts';
import { oddRuns } from './odd-runs.ts';
import { pageLines, printed } from './page-lines.ts';

// What docs/exports.md tells readers to write, run as it stands there.

const { log, lines } = logLines();
let told = 0;
let made: CachedGateway | undefined;
let server: RunningServer | undefined;

beforeAll(async () => {
  made = await cachedGateway({ lab: oddRuns });
  server = await serve(made.gateway, { host: '127.0.0.1', port: 0, exports: usualExports, log });
});

afterAll(async () => {
  await server?.close();
  await made?.gateway.close();
  await made?.cache.close();
});

const pythonOf = (name: string): string => join(environment(name), 'bin', 'python');

/** How requests for an export were answered since `told` was set. */
function answersOf(name: string): readonly string[] {
  return lines.slice(told).flatMap(({ fields }) => {
    return fields['route'] === `/export/${name}` ? [`${String(fields['method'])} ${String(fields['status'])}`] : [];
  });
}

test('pandas, polars and pyarrow', async () => {
  const block = pageLines('python', server?.url ?? '');
  told = lines.length;
  const ran = await printed(pythonOf('exports'), [scriptAt('one-liners.py'), server?.url ?? '', block]);
  expect(ran).toEqual(block.split('\n').filter((line) => /^p[dla]\./.test(line)));
  // By ranges, from the end of the file.
  expect(answersOf('runs.parquet')).toContain('GET 206');
});

test('DuckDB', async () => {
  const block = pageLines('sql', server?.url ?? '');
  told = lines.length;
  const ran = await printed(pythonOf('exports-duckdb'), [scriptAt('one-liners.py'), server?.url ?? '', block]);
  expect(ran).toEqual(block.trim().split('\n'));
  expect([...new Set(answersOf('runs.parquet'))]).toEqual(['HEAD 200', 'GET 206']);
});

test('with a token', async () => {
  const two = await serveTwoProjects({ exports: usualExports });
  const lines = (info: string): string => pageLines(info, two.server.url, 'With a token');
  const token = { RUNGRAPH_TOKEN: two.keys.read };
  expect(await printed(pythonOf('exports'), ['-c', lines('python')], token)).toEqual(['3']);
  await expect(printed(pythonOf('exports'), ['-c', lines('python')], { RUNGRAPH_TOKEN: 'other' })).rejects.toThrow(
    /401/,
  );
  expect(await printed(pythonOf('exports-duckdb'), [scriptAt('with-secret.py'), lines('sql')], token)).toEqual(['3']);
  await two.close();
});
