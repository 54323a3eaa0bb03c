import { LRUCache } from 'lru-cache';
import type { SharedTexts } from '../../core/cache/redis/shared-texts.ts';
import type { TrustedDocuments } from './trusted.ts';

/** What Apollo Server wants of a cache for persisted queries: texts by `apq:` and their hash. */
export interface KnownTexts {
  get(key: string): Promise<string | undefined>;
  set(key: string, text: string): Promise<void>;
  delete(key: string): Promise<boolean>;
}

const mostBytes = 8 * 1024 * 1024;
const keepMs = 24 * 3_600_000;
const prefix = 'apq:';

/**
 * Documents that clients may name by their hash: trusted ones, and those that a client has sent before (automatic persisted
 * queries). These are kept in the memory of the process, and in Redis for other replicas. Where trusted documents are
 * enforced nobody adds any.
 */
export function openKnownTexts(trusted: TrustedDocuments | undefined, shared: SharedTexts | undefined): KnownTexts {
  const kept = new LRUCache<string, string>({ maxSize: mostBytes, sizeCalculation: (text) => 2 * text.length + 200 });
  const isClosed = trusted?.mode === 'enforce';
  return {
    async get(key) {
      const found = trusted?.find(key.slice(prefix.length)) ?? (isClosed ? undefined : kept.get(key));
      if (found !== undefined || isClosed) return found;
      const told = await shared?.get(key);
      if (told !== undefined) kept.set(key, told);
      return told;
    },
    async set(key, text) {
      if (isClosed) return;
      kept.set(key, text);
      await shared?.set(key, text, keepMs);
    },
    delete: (key) => Promise.resolve(kept.delete(key)),
  };
}
