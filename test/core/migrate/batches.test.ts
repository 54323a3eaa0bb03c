import { setTimeout as sleep } from 'node:timers/promises';
import { inBatches, type Gates } from '../../../src/core/migrate/batches.ts';

type Step = 'write' | 'read' | 'note';
const written = { isThere: () => true, endAgain: () => Promise.resolve() };

/** Moves numbers in batches; `fails` says at which step one of them throws. Answers what happened, in order. */
async function moved(count: number, parallel: number, fails: (item: number) => Step | undefined = () => undefined) {
  const left = Array.from({ length: count }, (_item, index) => index);
  const events: string[] = [];
  let [busy, most] = [0, 0];
  const step = async (name: Step, item: number): Promise<void> => {
    busy += 1;
    most = Math.max(most, busy);
    await sleep(1);
    busy -= 1;
    if (fails(item) === name) throw new Error(`${item} fails`);
    events.push(name);
  };
  const work = async (item: number, gates: Gates): Promise<void> => {
    try {
      await step('write', item);
      await gates.toRead({ ...written, runId: String(item) });
      await step('read', item);
      await gates.toNote();
      await step('note', item);
    } catch (error) {
      if (!(error instanceof Error) || !error.message.endsWith('fails')) throw error;
      events.push(error.message);
    }
  };
  await inBatches({
    next: () => left.shift(),
    parallel,
    work,
    untilSeen: (unseen) => {
      events.push(`wait for ${unseen.length}`);
      return Promise.resolve();
    },
  });
  return { events: events.join(' ').replaceAll(/(\w+)( \1)+/g, '$1s'), most };
}

test('all are written, then read, then noted, so many at a time', async () => {
  expect(await moved(7, 3)).toEqual({ events: 'writes wait for 7 reads notes', most: 3 });
});

test('a batch has a hundred, and the next begins when it is noted', async () => {
  const batch = (count: number) => `writes wait for ${count} reads notes`;
  expect((await moved(205, 50)).events).toBe([batch(100), batch(100), batch(5)].join(' '));
});

test('one that fails is waited for by none', async () => {
  const steps: readonly (Step | undefined)[] = ['write', undefined, 'read', 'note', undefined];
  const { events } = await moved(5, 1, (item) => steps[item]);
  expect(events).toBe('0 fails writes wait for 4 read 2 fails reads note 3 fails note');
});

test('what the waiting throws is thrown to all that wait, and what the work throws ends the move', async () => {
  const items = [1, 2];
  const told: string[] = [];
  const work = async (_item: number, gates: Gates): Promise<void> => {
    await gates.toRead({ ...written, runId: 'r' }).catch((error: unknown) => void told.push(String(error)));
  };
  const untilSeen = () => Promise.reject(new Error('gone'));
  await inBatches({ next: () => items.shift(), parallel: 2, work, untilSeen });
  expect(told).toEqual(['Error: gone', 'Error: gone']);
  const broken = inBatches({ next: () => 1, parallel: 2, work: () => Promise.reject(new Error('stopped')), untilSeen });
  await expect(broken).rejects.toThrow('stopped');
});
