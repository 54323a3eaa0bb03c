import { isRungraphError, type RungraphError } from '../../src/contract/error.ts';

type Ask<Item, T> = (items: readonly Item[]) => Promise<readonly (T | RungraphError)[]>;

/** So many that fail alone, and none that does not: then it is the server that fails, whatever it is asked for. */
const mostLost = 3;

/**
 * Asks about several things at once, in order. One that the server fails at fails the whole request: the rest is asked
 * for again in halves, until that one is alone.
 * @throws a refusal because of limits, which is for whoever asked, and what a server says that fails at everything.
 */
export function askSplitting<Item, T>(
  items: readonly Item[],
  ask: Ask<Item, T>,
): Promise<readonly (T | RungraphError)[]> {
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

  return split(items);
}

/** Whether less at a time may help: the server, or what stands before it, gave up. */
function mayBeOneItem({ code, detail = '' }: RungraphError): boolean {
  return code === 'TIMEOUT' || (code === 'UNAVAILABLE' && detail.startsWith('HTTP '));
}
