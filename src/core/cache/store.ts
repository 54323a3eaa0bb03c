import type { Entry } from './entry.ts';

/** Where entries are kept. What cannot be kept or found is a miss and never an error. */
export interface CacheStore {
  get(keys: readonly string[]): Promise<readonly (Entry | undefined)[]>;
  /** A key with a fence is not written where a later holder's fence is known. */
  set(
    entries: readonly (readonly [key: string, entry: Entry])[],
    fences?: ReadonlyMap<string, number | undefined>,
  ): Promise<void>;
  /** Drops the entries whose key begins so, everywhere; answers how many there were. */
  drop(prefix: string): Promise<number>;
  close(): Promise<void>;
}
