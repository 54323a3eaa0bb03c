import { serve } from '../../src/server/serve.ts';
import { assembleConfig } from './assemble.ts';
import { startGzipProxy } from './gzip-proxy.ts';
import { at, listAt } from './json-at.ts';

// A proxy before the tracker compresses what it passes on, unasked. Files come out as without the proxy.

type SourceSettings = Readonly<Record<string, unknown>> & { readonly url: string };

const list = `{ runs(first: 100) { nodes { produced { nodes { name files(recursive: true) { nodes { path downloadUrl } } } } } } }`;
const mostFiles = 12;

/** The first files of a source, read straight and by way of the proxy, and the paths that the proxy passed on. */
export async function readThroughGzip(source: SourceSettings): Promise<{
  readonly plain: ReadonlyMap<string, string>;
  readonly compressed: ReadonlyMap<string, string>;
  readonly passed: readonly string[];
}> {
  const passed: string[] = [];
  let through = '';
  const proxy = await startGzipProxy(source.url, (bytes, path) => {
    passed.push(path);
    // Stores of files lie behind the proxy too: answers name their address there. Bytes stay bytes in latin1.
    const text = bytes.toString('latin1');
    return text.includes(source.url) ? Buffer.from(text.replaceAll(source.url, through), 'latin1') : bytes;
  });
  through = proxy.url;
  try {
    return { plain: await download(source), compressed: await download({ ...source, url: proxy.url }), passed };
  } finally {
    await proxy.close();
  }
}

/** What a client gets of the first files, by artifact and path: the status and the bytes. */
async function download(source: SourceSettings): Promise<ReadonlyMap<string, string>> {
  const gateway = await assembleConfig({ lab: source });
  const server = await serve(gateway, { host: '127.0.0.1', port: 0 });
  const found = new Map<string, string>();
  try {
    const { data } = await gateway.execute(list);
    for (const node of listAt(data, 'runs', 'nodes')) {
      for (const artifact of listAt(node, 'produced', 'nodes')) {
        for (const file of listAt(artifact, 'files', 'nodes')) {
          const url = at(file, 'downloadUrl');
          if (typeof url !== 'string' || found.size >= mostFiles) continue;
          const answer = await fetch(url);
          const bytes = Buffer.from(await answer.arrayBuffer());
          const length = answer.headers.get('content-length');
          expect([null, String(bytes.length)]).toContain(length);
          found.set(`${String(at(artifact, 'name'))}/${String(at(file, 'path'))}`, answerText(answer.status, bytes));
        }
      }
    }
  } finally {
    await server.close();
    await gateway.close();
  }
  return found;
}

/** How an answer of these bytes is told. */
export function answerText(status: number, bytes: Buffer): string {
  return `${status} ${bytes.toString('base64')}`;
}
