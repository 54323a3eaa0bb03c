import { startNeptuneEmulator } from '../../../adapters/neptune/emulator/start.ts';
import { serve } from '../../../src/server/serve.ts';
import { assembleConfig } from '../../support/assemble.ts';
import { startGzipProxy } from '../../support/gzip-proxy.ts';
import { at, listAt } from '../../support/json-at.ts';
import { dataOf, fileOf, runOf } from './server.ts';

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

const files = [fileOf('zeros.bin', '0'.repeat(600)), fileOf('empty.bin', ''), fileOf('grows.bin', 'x')];

test('files of a set come out as they do without the proxy', async () => {
  const holdings = new Map([['a', new Map([['source', { type: 'fileSet' as const, files }]])]]);
  const emulator = await startNeptuneEmulator({ port: 0, line: '2.x', data: dataOf([runOf('a')]), holdings });
  const passed: string[] = [];
  let through = '';
  const proxy = await startGzipProxy(emulator.url, (bytes, path) => {
    passed.push(path);
    const text = bytes.toString();
    return text.includes(emulator.url) ? Buffer.from(text.replaceAll(emulator.url, through)) : bytes;
  });
  through = proxy.url;
  try {
    const plain = await download({ tracker: 'neptune', ...emulator.source });
    expect([...plain.values()]).toEqual(
      expect.arrayContaining(files.map(({ content }) => `200 ${content.toString('base64')}`)),
    );
    expect(await download({ tracker: 'neptune', ...emulator.source, url: proxy.url })).toEqual(plain);
    expect(passed.filter((path) => path.includes('download')).length).toBeGreaterThanOrEqual(files.length);
  } finally {
    await proxy.close();
    await emulator.close();
  }
});
