import { LRUCache } from 'lru-cache';
import type { ProbeMemo } from './probe-memo.ts';
import type { ProjectDirectory } from './project-directory.ts';

/** What was learnt of a source with one set of credentials. */
export interface SourceMemory {
  readonly probe: ProbeMemo;
  readonly directory: ProjectDirectory;
}

export interface Memories {
  /** That of these credentials; null for the gateway's own. */
  readonly of: (principal: string | null) => SourceMemory;
  /** Forgets every list of projects. */
  readonly forget: () => void;
}

/** How many callers' memories are kept. */
const mostCallers = 1_000;

/** Callers with credentials of their own share nothing: what one may see, another may not. */
export function openMemories(open: (principal: string | null) => SourceMemory): Memories {
  const own = open(null);
  const callers = new LRUCache<string, SourceMemory>({ max: mostCallers });
  return {
    of(principal) {
      if (principal === null) return own;
      const known = callers.get(principal);
      if (known !== undefined) return known;
      const opened = open(principal);
      callers.set(principal, opened);
      return opened;
    },
    forget() {
      own.directory.clear();
      callers.clear();
    },
  };
}
