import { LRUCache } from 'lru-cache';

/** How many callers' memories are kept. */
const mostCallers = 1_000;

/**
 * Something that is remembered for each set of credentials; null are the gateway's own. Callers with credentials of their
 * own share nothing: what one may see, another may not.
 */
export function rememberByCaller<T extends object>(
  open: (principal: string | null) => T,
): (principal: string | null) => T {
  const own = open(null);
  const callers = new LRUCache<string, T>({ max: mostCallers });
  return (principal) => {
    if (principal === null) return own;
    const known = callers.get(principal);
    if (known !== undefined) return known;
    const opened = open(principal);
    callers.set(principal, opened);
    return opened;
  };
}
