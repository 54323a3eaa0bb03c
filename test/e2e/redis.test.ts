import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trackers } from '../../adapters/registry.ts';
import { assembleGateway } from '../../src/assemble/assemble-gateway.ts';
import { readConfig } from '../../src/config/load-config.ts';
import type { Emulator } from '../../src/contract/tracker.ts';
import { serve } from '../../src/server/serve.ts';
import { at } from '../support/json-at.ts';
import { logLines } from '../support/log-lines.ts';
import { startRedisStub, type RedisStub } from '../support/redis-stub.ts';
import { rungraph } from './command.ts';

// What those who run a gateway are told of the Redis that its replicas share.

const tracker = trackers.find(({ emulate }) => emulate !== undefined);
const folder = mkdtempSync(join(tmpdir(), 'rungraph-redis-'));
let emulator: Emulator | undefined;
let redis: RedisStub | undefined;

beforeAll(async () => {
  emulator = await tracker?.emulate?.({ port: 0, empty: false });
  redis = await startRedisStub();
  writeFileSync(join(folder, 'up.yaml'), config(redis.url));
  writeFileSync(join(folder, 'down.yaml'), config('redis://ada:s3cret@127.0.0.1:1/2'));
});

afterAll(async () => {
  await emulator?.close();
  await redis?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** JSON is YAML. */
function config(redisUrl: string): string {
  const sources = { lab: { tracker: tracker?.kind, ...emulator?.source } };
  // No test here is about a Redis that is slow, and a busy machine is.
  return JSON.stringify({ cache: { redisUrl, redisTimeoutMs: 10_000 }, sources });
}

test('doctor tells a Redis that answers from one that does not, without its password', async () => {
  const up = await rungraph(['doctor', '-c', 'up.yaml'], { cwd: folder });
  expect(up.stdout).toMatch(/ok {3}redis \(the shared cache\)\n.*url {11}redis:\/\/127\.0\.0\.1:\d+\n.*yes, in \d+ ms/);
  expect(up.code).toBe(0);
  const down = await rungraph(['doctor', '-c', 'down.yaml', '--json'], { cwd: folder });
  expect(at(JSON.parse(down.stdout), 'redis')).toEqual({
    url: 'redis://127.0.0.1:1/2',
    reachable: false,
    latencyMs: expect.any(Number),
    message: 'connect ECONNREFUSED 127.0.0.1:1',
    remedy: expect.stringContaining('Is Redis running'),
  });
  expect(down.code).toBe(1);
});

test('/health/ready, /metrics and the log tell when Redis goes and when it is back', async () => {
  const { log, warnings } = logLines();
  const read = readConfig(config(redis?.url ?? ''), 'test.yaml', { trackers, environment: {} });
  const gateway = await assembleGateway(read, { log });
  const server = await serve(gateway, { host: '127.0.0.1', port: 0 });
  const page = JSON.stringify({ query: '{ runs(first: 1) { nodes { name } } }' });
  const headers = { 'content-type': 'application/json' };
  const ask = () => fetch(`${server.url}/graphql`, { method: 'POST', headers, body: page });
  const ready = async () => {
    const answer = await fetch(`${server.url}/health/ready`);
    return { status: answer.status, redis: at(await answer.json(), 'redis') };
  };
  const metrics = async () => (await fetch(`${server.url}/metrics`)).text();
  const answered = async (): Promise<number> =>
    Number(/^rungraph_redis_call_duration_seconds_count\{outcome="answered"\} (\d+)$/m.exec(await metrics())?.[1] ?? 0);
  const until = async (state: string): Promise<void> => {
    while (at((await ready()).redis, 'state') !== state) await new Promise((resolve) => setTimeout(resolve, 20));
  };

  await until('UP');
  await ask();
  expect(await ready()).toEqual({ status: 200, redis: { state: 'UP' } });
  expect(await metrics()).toMatch(/^rungraph_redis_up 1$/m);
  const before = await answered();
  expect(before).toBeGreaterThan(0);
  expect(warnings()).toEqual([]);

  await redis?.stop();
  await until('DOWN');
  for (let asked = 0; asked < 5; asked += 1) expect((await ask()).status).toBe(200);
  // Several tries to connect later.
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(await ready()).toEqual({ status: 200, redis: { state: 'DOWN', message: expect.stringMatching(/connect/i) } });
  expect(await metrics()).toMatch(/^rungraph_redis_up 0$/m);
  await redis?.start();
  await until('UP');
  expect(await metrics()).toMatch(/^rungraph_redis_up 1$/m);
  // The pause after a failure ends with it.
  const other = JSON.stringify({ query: '{ runs(first: 2) { nodes { name } } }' });
  await fetch(`${server.url}/graphql`, { method: 'POST', headers, body: other });
  expect(await answered()).toBeGreaterThan(before);
  expect(warnings().map(({ message }) => message)).toEqual([
    'Redis does not answer; the memory of this process serves alone.',
    'Redis answers again.',
  ]);
  await server.close();
  await gateway.close();
});
