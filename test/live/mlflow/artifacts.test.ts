import { spawn, type ChildProcess } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { at, listAt } from '../../support/json-at.ts';
import { post } from '../../adapters/mlflow/seed-server.ts';
import type { RealServer } from '../support/server.ts';
import { startMlflow } from './servers.ts';

// Files of real servers through a gateway in a process of its own: byte for byte, in parts, and without being held.

const megabyte = 1024 * 1024;
const big = randomBytes(200 * megabyte);
const files: Readonly<Record<string, Buffer>> = {
  'empty.bin': Buffer.alloc(0),
  'plain.txt': Buffer.from('hello'),
  'with blanks/deep er/ü 100%.csv': Buffer.from('a,b\n1,2\n'),
  'q?x&y+z.txt': Buffer.from('question'),
  'back\\slash.txt': Buffer.from('backslash'),
  'big.bin': big,
};

describe.each(['mlflow-3', 'mlflow-2'] as const)('%s', (version) => {
  let server: RealServer | undefined;
  let gateway: { readonly url: string; readonly child: ChildProcess } | undefined;
  let folder = '';
  let urls = new Map<string, string>();
  /** Of the gateway, before anybody read a file. */
  let restingBytes = 0;

  beforeAll(async () => {
    server = await startMlflow(version);
    folder = await mkdtemp(join(tmpdir(), 'rungraph-files-'));
    const { url } = server;
    const created = await post(url, 'runs/create', { experiment_id: '0', start_time: 1, run_name: 'saves' });
    const runId = String(at(created, 'run', 'info', 'run_id'));
    for (const [path, content] of Object.entries(files)) {
      const place = path.split('/').map(encodeURIComponent).join('/');
      const address = `${url}/api/2.0/mlflow-artifacts/artifacts/0/${runId}/artifacts/${place}`;
      const answer = await fetch(address, { method: 'PUT', body: content, headers: { connection: 'close' } });
      if (!answer.ok) throw new Error(await answer.text());
    }
    gateway = await startGatewayProcess(folder, url);
    urls = await downloadUrls(gateway.url, runId);
    restingBytes = residentBytes(gateway.child.pid ?? 0);
  });

  afterAll(async () => {
    gateway?.child.kill();
    await server?.stop();
    if (folder !== '') await rm(folder, { recursive: true, force: true });
  });

  test.each(Object.keys(files))('%s is read byte for byte, and in part', async (path) => {
    const url = urls.get(path) ?? '';
    const content = files[path] ?? Buffer.alloc(0);
    const answer = await fetch(url);
    expect([answer.status, answer.headers.get('content-length')]).toEqual([200, String(content.length)]);
    expect(hash(Buffer.from(await answer.arrayBuffer()))).toBe(hash(content));
    if (content.length < 4) return;
    const from = Math.floor(content.length / 3);
    const part = await fetch(url, { headers: { range: `bytes=${String(from)}-${String(content.length - 2)}` } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(
      `bytes ${String(from)}-${String(content.length - 2)}/${String(content.length)}`,
    );
    expect(hash(Buffer.from(await part.arrayBuffer()))).toBe(hash(content.subarray(from, content.length - 1)));
    const behind = await fetch(url, { headers: { range: `bytes=${String(content.length)}-` } });
    expect(behind.status).toBe(416);
  });

  test('four slow readers of 200 MB each cost the gateway less than 64 MB', async () => {
    const pid = gateway?.child.pid ?? 0;
    let most = residentBytes(pid);
    const watch = setInterval(() => (most = Math.max(most, residentBytes(pid))), 50);
    const readers = Array.from({ length: 4 }, () => readSlowly(urls.get('big.bin') ?? ''));
    const hashes = await Promise.all(readers);
    clearInterval(watch);
    process.stdout.write(
      `${version}: ${((most - restingBytes) / megabyte).toFixed(1)} MB more while 4 x 200 MB went out\n`,
    );
    expect(hashes).toEqual([hash(big), hash(big), hash(big), hash(big)]);
    expect(most - restingBytes).toBeLessThan(64 * megabyte);
  });

  test('a tracker that dies in the middle of a file shows as a broken transfer', async () => {
    const answer = await fetch(urls.get('big.bin') ?? '');
    const reader = answer.body?.getReader();
    await reader?.read();
    server?.crash();
    const drain = async (): Promise<void> => {
      while ((await reader?.read())?.done === false);
    };
    await expect(drain()).rejects.toThrow();
  });
});

function hash(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** About 20 MB a second, in pieces as they come. */
async function readSlowly(url: string): Promise<string> {
  const answer = await fetch(url);
  const digest = createHash('sha256');
  let sincePause = 0;
  for await (const piece of answer.body ?? []) {
    if (!(piece instanceof Uint8Array)) continue;
    digest.update(piece);
    sincePause += piece.length;
    if (sincePause < megabyte) continue;
    sincePause = 0;
    await sleep(50);
  }
  return digest.digest('hex');
}

/** Of a process on Linux. */
function residentBytes(pid: number): number {
  const match = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${String(pid)}/status`, 'utf8'));
  return Number(match?.[1] ?? 0) * 1024;
}

async function startGatewayProcess(folder: string, url: string) {
  const config = join(folder, 'rungraph.yaml');
  writeFileSync(config, `server: { port: 0 }\nsources: { real: { tracker: mlflow, url: '${url}' } }\n`);
  const child = spawn(process.execPath, ['build/src/cli/main.js', 'serve', '--config', config], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const piece of child.stdout) {
    said += String(piece);
    const found = /(http:\/\/[\d.:]+)\/graphql/.exec(said)?.[1];
    if (found !== undefined) {
      child.stdout.resume();
      return { url: found, child };
    }
  }
  throw new Error(`the gateway did not start: ${said}`);
}

async function downloadUrls(gateway: string, runId: string): Promise<Map<string, string>> {
  const query = `{ run(id: "real/${runId}") { produced { nodes { files(recursive: true) { nodes { path downloadUrl } } } } } }`;
  const answer = await fetch(`${gateway}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  const found = listAt(await answer.json(), 'data', 'run', 'produced', 'nodes', 0, 'files', 'nodes');
  return new Map(found.map((file) => [String(at(file, 'path')), String(at(file, 'downloadUrl'))]));
}
