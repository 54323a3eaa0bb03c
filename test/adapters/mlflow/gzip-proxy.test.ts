import { startMlflowEmulator } from '../../../adapters/mlflow/emulator/start.ts';
import { serve } from '../../../src/server/serve.ts';
import { assembleConfig } from '../../support/assemble.ts';
import { startGzipProxy } from '../../support/gzip-proxy.ts';
import { at, listAt } from '../../support/json-at.ts';
import { project, sampleRun } from './emulated.ts';

// A proxy before the tracker compresses what it passes on, unasked: files come out byte for byte, and nothing is cut.

const files = [
  { path: 'zeros.bin', content: '0'.repeat(600) },
  { path: 'empty.bin', content: '' },
  { path: 'grows.bin', content: 'x' },
];
const closing: (() => Promise<void>)[] = [];
const urls = new Map<string, string>();

beforeAll(async () => {
  const projects = [{ name: project, description: null, createdAt: 0 }];
  const emulator = await startMlflowEmulator({ port: 0, data: { projects, runs: [sampleRun('a', { files })] } });
  const proxy = await startGzipProxy(emulator.url);
  const gateway = await assembleConfig({ lab: { tracker: 'mlflow', url: proxy.url } });
  const server = await serve(gateway, { host: '127.0.0.1', port: 0 });
  closing.push(
    () => server.close(),
    () => gateway.close(),
    () => proxy.close(),
    () => emulator.close(),
  );
  const list = 'produced { nodes { files { nodes { path downloadUrl } } } }';
  const { data } = await gateway.execute(`{ runs { nodes { ${list} } } }`);
  for (const file of listAt(data, 'runs', 'nodes', 0, 'produced', 'nodes', 0, 'files', 'nodes')) {
    urls.set(String(at(file, 'path')), String(at(file, 'downloadUrl')));
  }
});

afterAll(async () => {
  for (const close of closing) await close();
});

test.each(files)('$path is read byte for byte', async ({ path, content }) => {
  const answer = await fetch(urls.get(path) ?? '');
  expect([answer.status, await answer.text()]).toEqual([200, content]);
  expect(['0', '1', '600', null]).toContain(answer.headers.get('content-length'));
  expect(answer.headers.get('content-encoding')).toBeNull();
});

test('a part of a compressed file is no part of the file: refused, and not sent in its place', async () => {
  const answer = await fetch(urls.get('zeros.bin') ?? '', { headers: { range: 'bytes=10-19' } });
  const text = await answer.text();
  if (answer.status === 206) expect(text).toBe('0'.repeat(10));
  else expect([answer.status, text]).toEqual([502, expect.stringContaining('compressed')]);
});
