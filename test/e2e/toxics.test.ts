import { deadlineMs, startPoisonedGateway, toxics, type PoisonedGateway } from '../support/poisoned-gateway.ts';
import { checkToxics } from '../support/check-toxics.ts';

// One source of four is behind a proxy that spoils its connections; the gateway is whole, over HTTP.

let gateway: PoisonedGateway | undefined;
beforeAll(async () => {
  gateway = await startPoisonedGateway();
  // Code that runs for the first time is slow, and the deadline is short.
  await gateway.ask();
});
afterAll(() => gateway?.close());

test.each(toxics)('%j: the question is answered, and what is missing is labelled', async (toxic, expected) => {
  if (gateway === undefined) throw new Error('no gateway');
  await checkToxics(gateway, toxic, expected, 3);
});

test('a tracker that keeps failing is left alone, and asked again once it is well', async () => {
  await gateway?.poison({ kind: 'reset', ms: 0 });
  for (let asked = 0; asked < 8; asked += 1) await gateway?.ask();
  expect(await gateway?.state()).toBe('DOWN');
  await gateway?.poison(null);
  const giveUpAt = Date.now() + 100 * deadlineMs;
  while ((await gateway?.ask())?.states['poisoned'] !== 'OK' && Date.now() < giveUpAt);
  expect((await gateway?.ask())?.states['poisoned']).toBe('OK');
  expect(await gateway?.state()).toBe('UP');
});
