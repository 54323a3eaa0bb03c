import { BinaryReader } from '@bufbuild/protobuf/wire';
import { startNeptuneEmulator } from '../../../adapters/neptune/emulator/start.ts';
import { at } from '../../support/json-at.ts';
import { dataOf, runOf } from './server.ts';

// Clients of 3.x ask by JSON and are answered in protocol buffers. What the real ones read is in the live suite.

test('a search is answered in both forms, and only by 3.x; a login is renewed where it says', async () => {
  for (const line of ['3.x', '2.x'] as const) {
    const emulator = await startNeptuneEmulator({ port: 0, line, data: dataOf([runOf('a'), runOf('b')]) });
    const { url, apiToken } = emulator;
    const login = await fetch(`${url}/api/backend/v1/authorization/oauth-token`, {
      headers: { 'X-Neptune-Api-Token': apiToken },
    });
    const accessToken = String(at(await login.json(), 'accessToken'));
    const claims: unknown = JSON.parse(Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString());
    const renewed = await fetch(`${String(at(claims, 'iss'))}/protocol/openid-connect/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'refresh_token', refresh_token: 'refresh' }),
    });
    const token = String(at(await renewed.json(), 'access_token'));
    const search = (form: string) =>
      fetch(`${url}/api/leaderboard/v1${form}/leaderboard/entries/search/?projectIdentifier=acme/vision`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: '{}',
      });
    expect(at(await (await search('')).json(), 'matchingItemCount')).toBe(2);
    const answer = await search('/proto');
    expect(answer.status).toBe(line === '3.x' ? 200 : 404);
    if (line === '3.x') {
      expect(answer.headers.get('content-type')).toBe('application/x-protobuf');
      const reader = new BinaryReader(new Uint8Array(await answer.arrayBuffer()));
      expect([reader.tag()[0], Number(reader.int64())]).toEqual([1, 2]);
    }
    await emulator.close();
  }
});
