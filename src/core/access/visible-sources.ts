import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Scope } from '../scope.ts';
import { openCall } from '../sources/open-call.ts';
import type { Source } from '../sources/source.ts';
import type { Sources } from '../sources/sources.ts';

/** Nobody waits longer to learn whether a source has a project for them: it may be slow, and is not even asked for. */
const mostMs = 1_000;

/** Which sources callers with the same rights were shown before, for a moment when a source does not tell. */
export type SeenSources = LRUCache<string, boolean>;

export function openSeenSources(): SeenSources {
  return new LRUCache({ max: 10_000 });
}

/**
 * The sources that a client may know of: those with a project that it may read or purge. A source that does not tell its
 * projects now is what it was before; else it is shown to who was given rights in it by its name.
 */
export async function visibleSources(scope: Scope, sources: Sources, seen: SeenSources): Promise<Sources> {
  const { rights } = scope;
  if (rights.mayEverywhere('read')) return sources;
  const entries = await Promise.all(
    [...sources].map(async (entry) => ((await isVisible(scope, entry[1], seen)) ? [entry] : [])),
  );
  return new Map(entries.flat());
}

async function isVisible(scope: Scope, source: Source, seen: SeenSources): Promise<boolean> {
  const { rights } = scope;
  const { id } = source;
  if (rights.mayAll('read', id) || rights.mayAll('admin', id)) return true;
  if (!rights.mayIn('read', id)) return false;
  const key = JSON.stringify([rights.id, id]);
  const found = await hasReadable(scope, source);
  if (found === undefined) return seen.get(key) ?? rights.names('read', id);
  seen.set(key, found);
  return found;
}

/** Undefined where the source does not tell within a moment. */
async function hasReadable(scope: Scope, source: Source): Promise<boolean | undefined> {
  const call = openCall(source, scope);
  const late = new AbortController();
  const list = call.run('listProjects', async () => (await call.directory.list(call.meter)).projects.length > 0);
  const nothing = sleep(mostMs, undefined, { signal: late.signal }).catch(() => undefined);
  try {
    return await Promise.race([list.catch(() => undefined), nothing]);
  } finally {
    late.abort();
    call.close();
  }
}
