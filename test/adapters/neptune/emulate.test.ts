import { rungraph, startRungraph } from '../../e2e/command.ts';

// The emulator as a person starts it.

test.each([
  [['--variant', '2.x'], false],
  [['--variant', '3.x'], true],
  [[], true],
])('emulate neptune %j serves that line', async (args, is3) => {
  const emulate = startRungraph(['emulate', 'neptune', '--port', '0', ...args]);
  const [, apiToken = ''] = await emulate.until(/apiToken: ([\w+/=]+)/);
  const [, url = ''] = await emulate.until(/url: (http:\/\/127\.0\.0\.1:\d+)/);
  const response = await fetch(`${url}/api/backend/v1/clients/config`, {
    headers: { 'X-Neptune-Api-Token': apiToken },
  });
  expect(JSON.stringify(await response.json()).includes('openIdDiscovery')).toBe(is3);
  emulate.child.kill('SIGINT');
  expect((await emulate.ended).code).toBe(0);
});

test('a line that there never was is wrong usage, and the ones there are are named', async () => {
  const { code, stderr } = await rungraph(['emulate', 'neptune', '--variant', '4.x']);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: 'rungraph: The emulator of neptune has no variant "4.x"; it has: 3.x, 2.x.\n',
  });
});
