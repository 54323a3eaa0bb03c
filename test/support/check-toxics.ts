import type { Outcome, PoisonedGateway } from './poisoned-gateway.ts';
import type { Toxic } from './toxic-proxy.ts';

const failures = ['UNAVAILABLE', 'TIMEOUT', 'PROTOCOL'];

/** Asks so many times under a toxic: the other sources are well, and the poisoned one is, or says what is wrong. */
export async function checkToxics(
  gateway: PoisonedGateway,
  toxic: Toxic,
  expected: 'answers' | 'fails',
  questions: number,
): Promise<readonly Outcome[]> {
  await recover(gateway);
  await gateway.poison(toxic);
  const outcomes: Outcome[] = [];
  for (let asked = 0; asked < questions; asked += 1) outcomes.push(await gateway.ask());
  await gateway.poison(null);
  for (const { states, codes } of outcomes) {
    const { poisoned, ...others } = states;
    expect(others).toEqual({ 'healthy-0': 'OK', 'healthy-1': 'OK', 'healthy-2': 'OK' });
    if (expected === 'answers') expect(poisoned).toBe('OK');
    else {
      expect(['FAILED', 'SKIPPED']).toContain(poisoned);
      expect(failures).toContain(codes['poisoned']);
    }
  }
  return outcomes;
}

/** Waits until the poisoned source is asked again: its breaker closes by itself. */
export async function recover(gateway: PoisonedGateway): Promise<void> {
  await gateway.poison(null);
  for (let asked = 0; asked < 600; asked += 1) {
    const { states } = await gateway.ask();
    if (states['poisoned'] === 'OK') return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the poisoned source did not come back');
}
