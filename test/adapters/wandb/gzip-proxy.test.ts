import { startWandbEmulator } from '../../../adapters/wandb/emulator/start.ts';
import { plainRun } from '../../../src/emulator-kit/sample/build-run.ts';
import { serve } from '../../../src/server/serve.ts';
import { assembleConfig } from '../../support/assemble.ts';
import { startGzipProxy } from '../../support/gzip-proxy.ts';
import { at, listAt } from '../../support/json-at.ts';

// A proxy before the tracker compresses what it passes on, unasked. Files come out as without the proxy.

const list = `{ runs(first: 100) { nodes { produced { nodes { name files { nodes { path downloadUrl } } } } } } }`;

/** What a client gets of the first files, by artifact and path. */
async function download(source: Readonly<Record<string, unknown>>): Promise<ReadonlyMap<string, string>> {
  const gateway = await assembleConfig({ lab: source });
  const server = await serve(gateway, { host: '127.0.0.1', port: 0 });
  const found = new Map<string, string>();
  try {
    const { data } = await gateway.execute(list);
    for (const node of listAt(data, 'runs', 'nodes')) {
      for (const artifact of listAt(node, 'produced', 'nodes')) {
        for (const file of listAt(artifact, 'files', 'nodes')) {
          const url = at(file, 'downloadUrl');
          if (typeof url !== 'string' || found.size >= 12) continue;
          const answer = await fetch(url);
          const bytes = Buffer.from(await answer.arrayBuffer());
          const length = answer.headers.get('content-length');
          expect([bytes.length, null]).toContain(length === null ? null : Number(length));
          const name = `${String(at(artifact, 'name'))}/${String(at(file, 'path'))}`;
          found.set(name, `${answer.status} ${bytes.toString('base64')}`);
        }
      }
    }
  } finally {
    await server.close();
    await gateway.close();
  }
  return found;
}

const files = [
  { path: 'zeros.bin', content: '0'.repeat(600) },
  { path: 'empty.bin', content: '' },
  { path: 'grows.bin', content: 'x' },
];

test('files of versions and of runs come out as they do without the proxy', async () => {
  const models = [{ key: 'net-0', name: 'net', files, registered: null }];
  const run = { ...plainRun({ key: 'a', project: 'p', name: 'a', startedAt: 0, endedAt: 60_000 }), models, files };
  const projects = [{ name: 'p', description: null, createdAt: 0 }];
  const emulator = await startWandbEmulator({ port: 0, data: { projects, runs: [run] } });
  const passed: string[] = [];
  let through = '';
  const proxy = await startGzipProxy(emulator.url, (bytes, path) => {
    passed.push(path);
    // The store lies behind the proxy too: answers name its address there.
    return path.startsWith('/graphql') ? Buffer.from(bytes.toString().replaceAll(emulator.url, through)) : bytes;
  });
  through = proxy.url;
  try {
    const plain = await download({ tracker: 'wandb', ...emulator.source });
    const compressed = await download({ tracker: 'wandb', ...emulator.source, url: proxy.url });
    expect([...plain.values()]).toEqual(
      expect.arrayContaining(files.map(({ content }) => `200 ${Buffer.from(content).toString('base64')}`)),
    );
    expect(compressed).toEqual(plain);
    expect(passed.filter((path) => !path.startsWith('/graphql')).length).toBeGreaterThanOrEqual(files.length);
  } finally {
    await proxy.close();
    await emulator.close();
  }
});
