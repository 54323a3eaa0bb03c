import type { Entry } from './entry.ts';

/** Where entries are kept. What cannot be kept or found is a miss and never an error. */
export interface CacheStore {
  get(keys: readonly string[]): Promise<readonly (Entry | undefined)[]>;
  /** With a fence, an entry that was written under a later one stays. */
  set(entries: readonly (readonly [key: string, entry: Entry])[], fence?: number): Promise<void>;
  /** Drops the entries whose key begins so, everywhere; answers how many there were. */
  drop(prefix: string): Promise<number>;
  close(): Promise<void>;
}
