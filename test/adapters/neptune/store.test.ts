import { openStore } from '../../../adapters/neptune/live/artifacts/open-store.ts';
import { openHttpClient } from '../../../src/kit/http-client.ts';
import { callContext } from '../../support/call-context.ts';
import { sendJson, startStub } from '../../support/stub-server.ts';

test.each([
  [400, 'UNAVAILABLE', 'may have run out'],
  [403, 'UNAVAILABLE', 'may have run out'],
  [404, 'NOT_FOUND', 'not hold the file any more'],
  [503, 'UNAVAILABLE', 'status 503'],
])('A SIGNED ADDRESS that the store answers with %i is %s', async (status, code, message) => {
  const stub = await startStub((_request, response) => sendJson(response, {}, status));
  const store = openStore((settings) => openHttpClient(settings, 2));
  const opened = store.open(callContext(), `${stub.url}/bucket/file?signature=s`, null);
  await expect(opened).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
  expect(stub.requests).toEqual(['GET /bucket/file?signature=s']);
  store.close();
  await stub.close();
});

test('what is no address of a store is not opened, and not repeated', async () => {
  const store = openStore((settings) => openHttpClient(settings, 2));
  const opened = store.open(callContext(), 'file:///etc/passwd', null);
  await expect(opened).rejects.toMatchObject({ code: 'PROTOCOL', message: expect.not.stringContaining('passwd') });
  store.close();
});
