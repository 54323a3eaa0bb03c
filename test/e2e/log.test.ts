import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trackers } from '../../adapters/registry.ts';
import type { Emulator } from '../../src/contract/tracker.ts';
import { at } from '../support/json-at.ts';
import { startRungraph, type Command } from './command.ts';

// The log of a gateway, as somebody who runs it reads it.

const tracker = trackers.find(({ emulate }) => emulate !== undefined);
const folder = mkdtempSync(join(tmpdir(), 'rungraph-log-'));
let emulator: Emulator | undefined;

beforeAll(async () => {
  emulator = await tracker?.emulate?.({ port: 0, empty: false });
  const up = { tracker: tracker?.kind, ...emulator?.source };
  const down = { tracker: tracker?.kind, url: 'http://127.0.0.1:1' };
  // JSON is YAML.
  const config = { server: { port: 0, drainMs: 300 }, sources: { up, down } };
  writeFileSync(join(folder, 'rungraph.yaml'), JSON.stringify(config));
  // A request that was forwarded is not that of the machine's owner.
  const open = { ...config, auth: { anonymous: { scopes: ['read:*'] } } };
  writeFileSync(join(folder, 'open.yaml'), JSON.stringify(open));
});

afterAll(async () => {
  await emulator?.close();
  rmSync(folder, { recursive: true, force: true });
});

const headers = { 'content-type': 'application/json' };
const ask = (url: string, query: string, more: Record<string, string> = {}): Promise<Response> =>
  fetch(`${url}/graphql`, { method: 'POST', headers: { ...headers, ...more }, body: JSON.stringify({ query }) });

async function started(...more: readonly string[]): Promise<{ readonly command: Command; readonly url: string }> {
  const command = startRungraph(['serve', ...more], { cwd: folder });
  const [, url = ''] = await command.until(/ at (http:\S+)\/graphql/);
  return { command, url };
}

async function linesOf(command: Command): Promise<readonly unknown[]> {
  const { stderr } = await command.ended;
  return stderr
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}

test('--log-level info tells the start, every request, the signal and the end, with levels as words', async () => {
  const { command, url } = await started('--config', 'open.yaml', '--log-level', 'info');
  const sent = await ask(url, '{ runs(first: 1, sources: ["up"]) { nodes { name } } }', {
    'x-forwarded-for': '10.1.2.3',
  });
  await fetch(`${url}/nowhere/at/all`);
  command.child.kill('SIGTERM');
  const lines = await linesOf(command);
  const [first, ...rest] = lines;
  expect(first).toMatchObject({ level: 'info', msg: 'Rungraph serves.', url, sources: ['up', 'down'] });
  expect(rest).toContainEqual({
    level: 'info',
    time: expect.stringMatching(/^20\d\d-.*Z$/),
    msg: 'A request.',
    method: 'POST',
    route: '/graphql',
    status: 200,
    ms: expect.any(Number),
    traceId: sent.headers.get('x-request-id'),
    caller: '127.0.0.1',
    forwardedFor: '10.1.2.3',
    who: 'anonymous 127.0.0.1',
  });
  expect(rest).toContainEqual(expect.objectContaining({ msg: 'A request.', route: 'none', status: 404 }));
  expect(lines.slice(-2)).toMatchObject([
    { level: 'info', msg: 'Rungraph was told to stop.', signal: 'SIGTERM', drainMs: 300 },
    { level: 'info', msg: 'Rungraph has stopped.' },
  ]);
});

test('the answer that a warning is about carries its traceId, the client’s own or one that nobody else has', async () => {
  const { command, url } = await started();
  // The probes of the start have failed by now, and are not remembered for long.
  while ((await fetch(`${url}/health/ready`)).status !== 200) await new Promise((resolve) => setTimeout(resolve, 50));
  const broken = '{ runs(first: 1, sources: ["up"]) { nodes { name } } }';
  await ask(url, broken);
  await emulator?.close();
  const answer = await ask(url, broken, { 'cache-control': 'no-cache' });
  const named = await ask(url, '{ __typename }', { 'x-request-id': 'mine-42' });
  const odd = await ask(url, '{ __typename }', { 'x-request-id': 'a b\u00e9' });
  expect(named.headers.get('x-request-id')).toBe('mine-42');
  expect(odd.headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  command.child.kill('SIGINT');
  const warnings = (await linesOf(command)).filter((line) => at(line, 'source') === 'up');
  expect(warnings.length).toBeGreaterThan(0);
  for (const line of warnings) {
    expect(line).toMatchObject({ level: 'warn', code: 'UNAVAILABLE', traceId: answer.headers.get('x-request-id') });
  }
});

test('a gateway that others may reach says at its start what they can do', async () => {
  // An address of this machine that is not known as such.
  const { command } = await started('--host', '127.1');
  command.child.kill('SIGINT');
  const { stdout } = await command.ended;
  expect(stdout).toMatch(/WARNING .*127\.1 and lets nobody in/);
  expect(await linesOf(command)).toContainEqual(
    expect.objectContaining({ level: 'warn', host: '127.1', msg: expect.stringContaining('lets nobody in') }),
  );
  const quiet = await started();
  quiet.command.child.kill('SIGINT');
  expect((await quiet.command.ended).stdout).not.toContain('WARNING');
});

test('Ctrl-C does not wait for balancers', async () => {
  const { command } = await started('--log-level', 'info');
  command.child.kill('SIGINT');
  expect((await linesOf(command)).slice(-2)).toMatchObject([
    { msg: 'Rungraph was told to stop.', signal: 'SIGINT', drainMs: 0 },
    { msg: 'Rungraph has stopped.' },
  ]);
});
