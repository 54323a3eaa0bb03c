import { isRungraphError, type RungraphError } from '../../src/contract/error.ts';
import { chunkEvenly } from '../../src/kit/chunk.ts';

type Ask<Item, T> = (items: readonly Item[]) => Promise<readonly (T | RungraphError)[]>;

/** So many that fail alone, and none that does not: then it is the server that fails, whatever it is asked for. */
const mostLost = 3;

/**
 * Asks about many things, at most `size` in a request, and answers in order. One that the server fails at fails the whole
 * request: the rest of it is asked for again in halves, until that one is alone.
 * @throws a refusal because of limits, which is for the caller, and what a server says that fails at everything.
 */
export async function askSplitting<Item, T>(
  items: readonly Item[],
  size: number,
  ask: Ask<Item, T>,
): Promise<readonly (T | RungraphError)[]> {
  return (await Promise.all(chunkEvenly(items, size).map((batch) => splitBatch(batch, ask)))).flat();
}

function splitBatch<Item, T>(batch: readonly Item[], ask: Ask<Item, T>): Promise<readonly (T | RungraphError)[]> {
  let isWell = false;
  let lost = 0;

  async function split(some: readonly Item[]): Promise<readonly (T | RungraphError)[]> {
    try {
      const slots = await ask(some);
      isWell = true;
      return slots;
    } catch (error) {
      if (!isRungraphError(error) || !mayBeOneItem(error)) throw error;
      if (some.length <= 1) {
        lost += 1;
        if (!isWell && lost >= mostLost) throw error;
        return some.map(() => error);
      }
      const middle = Math.ceil(some.length / 2);
      const first = await split(some.slice(0, middle));
      return [...first, ...(await split(some.slice(middle)))];
    }
  }

  return split(batch);
}

/** Whether less at a time may help: the server, or what stands before it, gave up. */
function mayBeOneItem({ code, detail = '' }: RungraphError): boolean {
  return code === 'TIMEOUT' || (code === 'UNAVAILABLE' && detail.startsWith('HTTP '));
}
