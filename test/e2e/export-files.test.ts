import { readdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { asyncBufferFromUrl, parquetReadObjects } from 'hyparquet';
import { serveTwoProjects } from '../support/access/serve-two-projects.ts';
import { secret } from '../support/access/two-projects.ts';
import { at } from '../support/json-at.ts';
import { everything, type MemoryTracker } from '../support/memory-adapter.ts';
import { param, run } from '../support/runs.ts';
import { serveExports, type ServedExports } from '../support/serve-exports.ts';
import { openTrusted } from '../../src/graphql/documents/trusted.ts';
import { createKey } from '../../src/server/auth/api-keys.ts';
import { serve } from '../../src/server/serve.ts';
import { usualExports } from '../../src/server/exports/exports-settings.ts';

// Files that readers take in pieces, and callers who may see a part.

const runs = Array.from({ length: 300 }, (_run, index) =>
  run(String(index), { name: `run ${index}`, startedAt: index, params: [param('lr', index / 10)] }),
);
const lab: MemoryTracker = { capabilities: everything, runs };
const path = 'runs.parquet?columns=name,params.lr';
const served: ServedExports[] = [];

async function open(...args: Parameters<typeof serveExports>): Promise<ServedExports> {
  const made = await serveExports(...args);
  served.push(made);
  return made;
}

afterEach(async () => {
  for (const one of served.splice(0)) await one.close();
});

const bytesOf = async (answer: Response): Promise<Buffer> => Buffer.from(await answer.arrayBuffer());

describe('a Parquet file', () => {
  test('is read by HEAD and by ranges, from its end too', async () => {
    const { get, server } = await open({ lab });
    const head = await get(path, { method: 'HEAD' });
    const size = Number(head.headers.get('content-length'));
    expect([head.status, head.headers.get('accept-ranges'), size > 1000]).toEqual([200, 'bytes', true]);
    const whole = await bytesOf(await get(path));
    expect(whole.length).toBe(size);
    const range = async (wanted: string) => {
      const answer = await get(path, { headers: { range: wanted } });
      return [answer.status, answer.headers.get('content-range'), (await bytesOf(answer)).toString('hex')];
    };
    const hex = (from: number, to?: number) => whole.subarray(from, to).toString('hex');
    expect(await range('bytes=0-3')).toEqual([206, `bytes 0-3/${size}`, hex(0, 4)]);
    expect(await range('bytes=100-')).toEqual([206, `bytes 100-${size - 1}/${size}`, hex(100)]);
    expect(await range('bytes=-8')).toEqual([206, `bytes ${size - 8}-${size - 1}/${size}`, hex(-8)]);
    expect((await range(`bytes=${size}-`)).slice(0, 2)).toEqual([416, `bytes */${size}`]);
    const file = await asyncBufferFromUrl({ url: `${server.url}/export/${path}` });
    const rows = await parquetReadObjects({ file, rowStart: 0, rowEnd: 2 });
    expect(rows).toEqual([
      { run: 'lab/299', name: 'run 299', lr: 29.9 },
      { run: 'lab/298', name: 'run 298', lr: 29.8 },
    ]);
  });

  test('says by its tag whether it is still the same, and is made once', async () => {
    const { get, calls } = await open({ lab });
    const tag = (await get(path)).headers.get('etag') ?? '';
    const asked = calls.length;
    expect((await get(path, { headers: { 'if-none-match': tag } })).status).toBe(304);
    const same = { range: 'bytes=0-3', 'if-range': tag };
    expect((await get(path, { headers: same })).status).toBe(206);
    expect((await get(path, { headers: { ...same, 'if-range': '"other"' } })).status).toBe(200);
    expect(calls).toHaveLength(asked);
    await get(path, { headers: { 'cache-control': 'no-cache' } });
    expect(calls.length).toBeGreaterThan(asked);
  });

  test('has the same bytes wherever and whenever it is made', async () => {
    const [one, other] = [await open({ lab }), await open({ lab: { ...lab, pageCap: 7 } })];
    const first = await one.get(path);
    await sleep(5);
    const second = await other.get(path);
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
    expect((await bytesOf(second)).equals(await bytesOf(first))).toBe(true);
  });

  test('gives way to newer ones, and none is left half written', async () => {
    const { get, folder } = await open({ lab }, { folderMb: 0.0001 });
    for (const first of [1, 2, 3]) await bytesOf(await get(`${path}&first=${first}`));
    expect(readdirSync(folder)).toHaveLength(1);
    expect((await get('runs.parquet?columns=nmae')).status).toBe(400);
    expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

describe('callers', () => {
  test.each(['csv', 'jsonl', 'json', 'arrow', 'parquet'])('see what they may read, row by row: %s', async (format) => {
    const two = await serveTwoProjects();
    for (const kind of ['runs', 'groups', 'compare', 'series']) {
      const asked = { runs: 'columns=*', groups: 'by=name', compare: '', series: 'metrics=*' }[kind];
      const url = `/export/${kind}.${format}?partial=allow&${asked}`;
      const mine = (await (await two.fetchAs('read', url)).text()).replaceAll('\0', '');
      expect(mine).not.toContain(secret);
      if (kind === 'runs' || kind === 'groups') expect(mine).toContain('open one');
      if (kind === 'compare') expect(mine).toContain('lab/o1');
      if (kind === 'runs')
        expect((await (await two.fetchAs('admin', url)).text()).replaceAll('\0', '')).toContain(secret);
    }
    const named = await two.fetchAs('read', `/export/runs.${format}?runs=lab/x1`);
    expect([named.status, at(await named.json(), 'code')]).toEqual([404, 'NOT_FOUND']);
    const stranger = await two.fetchAs(null, `/export/runs.${format}`);
    expect([stranger.status, stranger.headers.get('content-type')]).toEqual([401, 'application/problem+json']);
    expect(stranger.headers.get('www-authenticate')).toMatch(/^Bearer/);
    await two.close();
  });

  test('with other rights get another file of the same question', async () => {
    const two = await serveTwoProjects();
    const get = (who: 'read' | 'admin', headers = {}) => two.fetchAs(who, '/export/runs.parquet', { headers });
    const tag = (await get('admin')).headers.get('etag') ?? '';
    const mine = await get('read', { 'if-range': tag, range: 'bytes=0-9' });
    expect(mine.status).toBe(200);
    expect(mine.headers.get('etag')).not.toBe(tag);
    await two.close();
  });

  test('export nothing but as admins where documents must be trusted', async () => {
    const two = await serveTwoProjects();
    const gateway = { ...two.gateway, trusted: openTrusted('enforce', []) };
    const [reader, admin] = [createKey(), createKey()];
    const keys = [
      { id: 'reader', hash: reader.hash, scopes: ['read:*'] },
      { id: 'admin', hash: admin.hash, scopes: ['read:*', 'admin:*'] },
    ];
    const server = await serve(gateway, { host: '127.0.0.1', port: 0, auth: { keys, jwt: [] } });
    const get = (key: string) =>
      fetch(`${server.url}/export/runs.csv`, { headers: { authorization: `Bearer ${key}` } });
    const refused = await get(reader.key);
    expect([refused.status, at(await refused.json(), 'code')]).toEqual([403, 'FORBIDDEN']);
    expect((await get(admin.key)).status).toBe(200);
    await server.close();
    await two.close();
  });

  test('over the limit of exports at once are told to wait, and may go on afterwards', async () => {
    const waiting: (() => void)[] = [];
    const hold = () => new Promise<void>((resolve) => waiting.push(resolve));
    const two = await serveTwoProjects(
      { exports: { ...usualExports, concurrent: 1 } },
      {
        wrap: (adapter) => ({ ...adapter, searchRuns: async (...args) => (await hold(), adapter.searchRuns(...args)) }),
      },
    );
    const first = two.fetchAs('read', '/export/runs.csv');
    while (waiting.length === 0) await sleep(5);
    const second = await two.fetchAs('read', '/export/runs.csv');
    expect([second.status, second.headers.get('retry-after')]).toEqual([429, '5']);
    expect(await second.json()).toMatchObject({
      code: 'RATE_LIMITED',
      detail: expect.stringMatching(/^exports\.concurrent: 1 /),
    });
    for (const go of waiting.splice(0)) go();
    await (await first).text();
    const third = two.fetchAs('read', '/export/runs.csv?first=1');
    while (waiting.length === 0) await sleep(5);
    for (const go of waiting.splice(0)) go();
    expect((await third).status).toBe(200);
    await two.close();
  });
});
