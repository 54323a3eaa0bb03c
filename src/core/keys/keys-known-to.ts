import type { Scope } from '../scope.ts';
import { principalOf, readableProjects } from '../sources/open-call.ts';
import type { Source } from '../sources/source.ts';
import type { KnownKeys } from './known-keys.ts';

/** The keys of what the client may read of a source; undefined where nobody notes them. */
export async function keysKnownTo(scope: Scope, source: Source): Promise<KnownKeys | undefined> {
  if (source.keysOf === undefined) return undefined;
  return source.keysOf({ principal: principalOf(source, scope), projects: await readableProjects(source, scope) });
}
