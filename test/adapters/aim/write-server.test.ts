import { createServer, type Server } from 'node:http';
import { startAimEmulator, type AimEmulator } from '../../../adapters/aim/emulator/start.ts';
import { aimSettings } from '../../../adapters/aim/config.ts';
import { writeTableOf, openSide } from '../../../src/core/migrate/side.ts';
import { assembleConfig, sourceIn } from '../../support/assemble.ts';
import { quietScope } from '../../support/quiet-scope.ts';

// What is said of a source that cannot be written to, before anything is.

let emulator: AimEmulator;
let stub: Server;
let version = '3.29.1';
let address = '';
beforeAll(async () => {
  emulator = await startAimEmulator({ port: 0, data: { projects: [], runs: [] } });
  stub = createServer((request, response) => {
    if (request.url === '/client/get-version/') response.end(JSON.stringify({ version }));
    else response.writeHead(404).end('{"detail":"Not Found"}');
  });
  await new Promise<void>((resolve) => stub.listen(0, '127.0.0.1', resolve));
  const bound = stub.address();
  address = `aim://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`;
});
afterAll(async () => {
  await new Promise((resolve) => stub.close(resolve));
  await emulator.close();
});

/** Whether runs can be moved to a source, why not, and what doctor tells of it. */
async function examined(server: Readonly<Record<string, string>>) {
  const gateway = await assembleConfig({ lab: { tracker: 'aim', url: emulator.url, ...server } });
  try {
    const side = openSide(sourceIn(gateway, 'lab'), quietScope(), { patienceMs: 0 });
    const { diagnostics } = await side.within((call) => call.ready());
    const writes = await writeTableOf(side).then(
      ({ resumes }) => resumes,
      (error: unknown) => (error instanceof Error ? error.message : ''),
    );
    return { writes, told: diagnostics.filter(({ subject }) => subject === 'server').map(({ code }) => code) };
  } finally {
    await gateway.close();
  }
}

test('a source without a server is none, and the message names the key', async () => {
  const { writes, told } = await examined({});
  expect(writes).toMatch(/^Nothing can be written to lab: .*\bserver: aim:\/\/127\.0\.0\.1:53800/);
  expect(told).toEqual([]);
});

test.each([
  ['3.29.1', 'whole', 'SERVER_ANSWERS'],
  ['3.19.0', 'whole', 'SERVER_ANSWERS'],
  ['3.18.2', expect.stringContaining('is version 3.18.2; 3.19 to 3.29'), 'SERVER_VERSION'],
  ['3.30.0', expect.stringContaining('is version 3.30.0; 3.19 to 3.29'), 'SERVER_VERSION'],
  ['4.0.3', expect.stringContaining('is version 4.0.3; 3.19 to 3.29'), 'SERVER_VERSION'],
])('an aim server of version %s', async (own, writes, code) => {
  version = own;
  expect(await examined({ server: address })).toEqual({ writes, told: [code] });
});

test('a server that does not answer is told of, and runs are read all the same', async () => {
  const { writes, told } = await examined({ server: 'aim://127.0.0.1:1' });
  expect(writes).toMatch(/does not serve.*127\.0\.0\.1:1 did not answer/);
  expect(told).toEqual(['SERVER_AWAY']);
});

test('a server that others can reach is warned of', async () => {
  const { told } = await examined({ server: address.replace('127.0.0.1', '0.0.0.0') });
  expect(told).toContain('SERVER_WITHOUT_LOGIN');
});

test.each([
  '127.0.0.1:53800',
  'aim://',
  'aim://ada:secret@lab:53800',
  'aim://lab:53800?x=1',
  'ftp://lab',
  'aim://lab:x',
])('%s is no address of a server', (server) => {
  expect(aimSettings.safeParse({ url: 'http://lab:43800', server }).success).toBe(false);
});

test.each(['aim://lab:53800', 'http://[::1]:53800/base', 'https://lab/aim/'])('%s is one', (server) => {
  expect(aimSettings.safeParse({ url: 'http://lab:43800', server }).success).toBe(true);
});
