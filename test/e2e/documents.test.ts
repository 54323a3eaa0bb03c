import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trackers } from '../../adapters/registry.ts';
import { assembleGateway } from '../../src/assemble/assemble-gateway.ts';
import { readConfig } from '../../src/config/load-config.ts';
import { openKnownTexts } from '../../src/graphql/documents/known-texts.ts';
import { openTrusted } from '../../src/graphql/documents/trusted.ts';
import type { Sample } from '../../src/contract/tracker.ts';
import { serve, type RunningServer } from '../../src/server/serve.ts';
import type { Gateway } from '../../src/graphql/gateway.ts';
import { at } from '../support/json-at.ts';
import { logLines } from '../support/log-lines.ts';

// Documents that clients may ask, and documents that they name by their hash.

const good = 'query Names { runs(first: 2) { nodes { name } } }';
const other = '{ sources { name } }';
const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const folder = mkdtempSync(join(tmpdir(), 'rungraph-documents-'));
let sample: Sample;
let gateway: Gateway | undefined;
let server: RunningServer | undefined;
let lines: ReturnType<typeof logLines>;

beforeAll(async () => {
  const [demo] = trackers.flatMap(({ kind, demo: all }) => all.map((one) => ({ kind, one })));
  if (demo === undefined) throw new Error('there is no demo');
  sample = await demo.one.start();
  mkdirSync(join(folder, 'documents/deep'), { recursive: true });
  writeFileSync(join(folder, 'documents/deep/names.graphql'), good);
  writeFileSync(join(folder, 'map.json'), JSON.stringify({ [`sha256:${hashOf(good)}`]: good }));
  const operations = [{ id: 'names-1', name: 'Names', type: 'query', body: good }];
  writeFileSync(
    join(folder, 'apollo.json'),
    JSON.stringify({ format: 'apollo-persisted-query-manifest', version: 1, operations }),
  );
  writeFileSync(join(folder, 'odd.json'), '[]');
});

afterAll(async () => {
  await sample.close();
  rmSync(folder, { recursive: true });
});

afterEach(async () => {
  await server?.close();
  await gateway?.close();
  [server, gateway] = [undefined, undefined];
});

async function start(documents?: object): Promise<void> {
  lines = logLines();
  const sources = { one: { tracker: trackers[0]?.kind, ...sample.source } };
  const config = readConfig(JSON.stringify({ documents, sources }), join(folder, 'rungraph.yaml'), {
    trackers,
    environment: {},
  });
  gateway = await assembleGateway(config, { log: lines.log });
  server = await serve(gateway, { host: '127.0.0.1', port: 0, log: lines.log });
}

async function ask(body: object): Promise<{ readonly status: number; readonly body: unknown }> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${server?.url ?? ''}/graphql`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: answer.status, body: await answer.json() };
}

const byHash = (hash: string): object => ({ extensions: { persistedQuery: { version: 1, sha256Hash: hash } } });
const code = (answer: { readonly body: unknown }): unknown => at(answer.body, 'errors', 0, 'extensions', 'code');

test.each([
  ['a folder', 'documents', hashOf(good)],
  ['a map of texts by hashes', 'map.json', hashOf(good)],
  ['a manifest of persisted queries', 'apollo.json', 'names-1'],
])('%s: what is in it is answered by text and by hash, and nothing else', async (_name, trusted, hash) => {
  await start({ trusted, mode: 'enforce' });
  expect(at((await ask({ query: good })).body, 'data', 'runs', 'nodes')).toHaveLength(2);
  expect(at((await ask(byHash(hash))).body, 'data', 'runs', 'nodes')).toHaveLength(2);
  const refused = await ask({ query: other });
  expect([refused.status, code(refused)]).toEqual([403, 'FORBIDDEN']);
  expect(at(refused.body, 'errors', 0, 'message')).toContain(hashOf(other));
  // Nobody adds to them.
  await ask({ query: other, ...byHash(hashOf(other)) });
  expect(code(await ask(byHash(hashOf(other))))).toBe('PERSISTED_QUERY_NOT_FOUND');
  // A blank more is another document: nobody looked at that one.
  expect(code(await ask({ query: `${good} ` }))).toBe('FORBIDDEN');
  // Who keeps the gateway asks what they like.
  expect((await gateway?.execute(other))?.errors).toBeUndefined();
});

test('report answers what is not trusted, and the log tells of it once, without its text', async () => {
  await start({ trusted: 'documents', mode: 'report' });
  for (let n = 0; n < 3; n += 1) expect(at((await ask({ query: other })).body, 'data', 'sources')).toHaveLength(1);
  await ask({ query: good });
  const told = lines.warnings().filter(({ message }) => message === 'A document is not trusted.');
  expect(told).toMatchObject([{ fields: { hash: hashOf(other), operation: null, caller: 'local' } }]);
});

test('a client that has sent a text names it by its hash from then on', async () => {
  await start();
  expect(code(await ask(byHash(hashOf(other))))).toBe('PERSISTED_QUERY_NOT_FOUND');
  await ask({ query: other, ...byHash(hashOf(other)) });
  expect(at((await ask(byHash(hashOf(other)))).body, 'data', 'sources')).toHaveLength(1);
  // A hash that is not the text's own stands for nothing.
  expect((await ask({ query: good, ...byHash(hashOf(other)) })).status).toBe(400);
});

test('replicas tell one another, and a reader of trusted documents alone asks nobody', async () => {
  const shared = new Map<string, string>();
  const texts = {
    get: (name: string) => Promise.resolve(shared.get(name)),
    set: (name: string, text: string) => Promise.resolve(void shared.set(name, text)),
  };
  await openKnownTexts(undefined, texts).set('apq:h', other);
  expect(await openKnownTexts(undefined, texts).get('apq:h')).toBe(other);
  const closed = openKnownTexts(openTrusted('enforce', [{ text: good }]), texts);
  expect(await closed.get('apq:h')).toBeUndefined();
  await closed.set('apq:x', other);
  expect([...shared.keys()]).toEqual(['apq:h']);
});

test.each([
  ['odd.json', 'it is neither a manifest of persisted queries nor a map of texts by their hashes'],
  ['nowhere', 'there is no such file'],
])('%s is refused at start', async (trusted, why) => {
  await expect(start({ trusted })).rejects.toThrow(why);
});
