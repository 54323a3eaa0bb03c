import { LRUCache } from 'lru-cache';
import type { Projection } from '../../../contract/projection.ts';
import { covers } from './covers.ts';

/** A kept page of runs, and what was selected when it was read. */
export interface KnownPage {
  readonly key: string;
  readonly projection: Projection;
}

/** Which pages are kept of one search, so that one that holds more serves a question that selects less. */
export interface KnownPages {
  note(search: string, page: KnownPage): void;
  /** Keys of pages that hold all that is selected, the newest first. */
  find(search: string, wanted: Projection): readonly string[];
}

const mostSearches = 10_000;
const mostPages = 8;

export function openKnownPages(): KnownPages {
  const known = new LRUCache<string, readonly KnownPage[]>({ max: mostSearches });
  return {
    note(search, page) {
      const others = known.get(search) ?? [];
      if (others[0]?.key === page.key) return;
      known.set(search, [page, ...others.filter(({ key }) => key !== page.key)].slice(0, mostPages));
    },
    find(search, wanted) {
      const pages = known.get(search) ?? [];
      return pages.filter(({ projection }) => covers(projection, wanted)).map(({ key }) => key);
    },
  };
}
