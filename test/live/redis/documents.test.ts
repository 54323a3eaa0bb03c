import { createHash } from 'node:crypto';
import { trackers } from '../../../adapters/registry.ts';
import type { Sample } from '../../../src/contract/tracker.ts';
import { at } from '../../support/json-at.ts';
import { serveConfig, type ServedConfig } from '../../support/serve-config.ts';
import { startRedis, type RealRedis } from './servers.ts';

// Automatic persisted queries: a client that sends a text to one replica names it by its hash at another one.

let redis: RealRedis;
let sample: Sample;
let replicas: readonly ServedConfig[] = [];

beforeAll(async () => {
  redis = await startRedis();
  const tracker = trackers[0];
  const demo = tracker?.demo[0];
  if (tracker === undefined || demo === undefined) throw new Error('there is no tracker');
  sample = await demo.start();
  const config = {
    cache: { redisUrl: redis.url, redisTimeoutMs: 2_000 },
    sources: { lab: { tracker: tracker.kind, ...sample.source } },
  };
  replicas = await Promise.all([serveConfig(config), serveConfig(config)]);
});

afterAll(async () => {
  await Promise.all(replicas.map((replica) => replica.close()));
  await Promise.all([redis.kill(), sample.close()]);
});

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Sends the hash of a document, and its text where it is given. */
async function ask(replica: number, hash: string, query?: string): Promise<unknown> {
  const extensions = { persistedQuery: { version: 1, sha256Hash: hash } };
  const answer = await fetch(`${replicas[replica]?.url ?? ''}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query, extensions }),
  });
  return answer.json();
}

const told = (answer: unknown): unknown => at(answer, 'data', 'sources', 0, 'name');
const code = (answer: unknown): unknown => at(answer, 'errors', 0, 'extensions', 'code');

test('a text sent to one replica is known by its hash at the other, also after Redis has gone', async () => {
  const text = '{ sources { name } }';
  expect(code(await ask(1, hashOf(text)))).toBe('PERSISTED_QUERY_NOT_FOUND');
  expect(told(await ask(0, hashOf(text), text))).toBe('lab');
  expect(told(await ask(1, hashOf(text)))).toBe('lab');

  await redis.kill();
  expect(told(await ask(1, hashOf(text)))).toBe('lab');
  // Clients send the text along when they read this code.
  const other = '{ sources { name state } }';
  expect(code(await ask(1, hashOf(other)))).toBe('PERSISTED_QUERY_NOT_FOUND');
  expect(told(await ask(1, hashOf(other), other))).toBe('lab');
  expect(code(await ask(0, hashOf(other)))).toBe('PERSISTED_QUERY_NOT_FOUND');
});
