import { RungraphError } from '../../../src/contract/error.ts';
import { openSide, readRun } from '../../../src/core/migrate/side.ts';
import { everything } from '../../support/memory-adapter.ts';
import { memoryGateway } from '../../support/memory-gateway.ts';
import { sourceIn } from '../../support/assemble.ts';
import { quietScope } from '../../support/quiet-scope.ts';
import { run } from '../../support/runs.ts';

// A tracker that says that its work goes on is busy, and not ill: what it was asked for is waited for.

/** More failures than a circuit breaker bears. */
const times = 6;

async function readFrom(isWorking: boolean) {
  let left = times;
  const told: string[] = [];
  const gateway = await memoryGateway({
    s: {
      runs: [run('a')],
      capabilities: everything,
      onCall(method) {
        if (method !== 'getRuns' || left === 0) return;
        left -= 1;
        throw new RungraphError('TIMEOUT', `${left} to go`, { goesOn: isWorking });
      },
    },
  });
  const patience = { patienceMs: 0, onWait: (progress: string) => told.push(progress) };
  const side = openSide(sourceIn(gateway, 's'), quietScope(), patience);
  const read = await readRun(side, 'a').catch((error: unknown) => error);
  await gateway.close();
  return { read, told };
}

test('work that goes on is waited for to its end, however short the patience, and says how far it has come', async () => {
  const { read, told } = await readFrom(true);
  expect(read).toMatchObject({ nativeId: 'a' });
  expect(told).toEqual(['5 to go', '4 to go', '3 to go', '2 to go', '1 to go', '0 to go']);
});

test('a tracker that only does not answer is waited for as long as was said', async () => {
  const { read, told } = await readFrom(false);
  expect(read).toMatchObject({ code: 'TIMEOUT' });
  expect(told).toEqual([]);
});
