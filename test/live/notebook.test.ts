import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { trackers } from '../../adapters/registry.ts';
import type { Emulator } from '../../src/contract/tracker.ts';
import type { Gateway } from '../../src/graphql/gateway.ts';
import { serve, type RunningServer } from '../../src/server/serve.ts';
import { assembleConfig } from '../support/assemble.ts';
import { environment } from './support/server.ts';

// What the README shows for notebooks, in a real Python with pandas.

const [tracker] = trackers;
let emulator: Emulator | undefined;
let gateway: Gateway | undefined;
let server: RunningServer | undefined;

beforeAll(async () => {
  if (tracker === undefined) return;
  emulator = await tracker.emulate?.({ port: 0, empty: false });
  gateway = await assembleConfig({ sample: { tracker: tracker.kind, ...emulator?.source } });
  server = await serve(gateway, { host: '127.0.0.1', port: 0 });
});

afterAll(async () => {
  await server?.close();
  await gateway?.close();
  await emulator?.close();
});

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const [table = '', curves = ''] = Array.from(readme.matchAll(/```python\n([^]*?)```/g), ([, code = '']) => code);

/** What a snippet of the README prints. */
async function run(snippet: string): Promise<string> {
  expect(snippet).toContain('127.0.0.1:4000');
  const script = snippet.replace('http://127.0.0.1:4000', server?.url ?? '');
  const python = join(environment('mlflow-3'), 'bin', 'python');
  // The gateway lives in this process: waiting for Python must not block it.
  const { stdout } = await promisify(execFile)(python, ['-c', script]);
  return stdout;
}

test('a page of runs becomes a data frame', async () => {
  expect(await run(table)).toMatch(/vit-s16-lr0\.0003 +0\.0003 +0\.937/);
});

test('the curves of a page become a data frame', async () => {
  expect(await run(curves)).toMatch(/vit-s16-lr0\.0003 .*0\.937/);
});
