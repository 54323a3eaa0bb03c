import { setTimeout as sleep } from 'node:timers/promises';
import type { Project } from '../../contract/project.ts';
import type { Scope } from '../scope.ts';
import { openCall } from '../sources/open-call.ts';
import type { Source } from '../sources/source.ts';

/** Nobody waits longer for the words of an error. */
const mostMs = 1_000;
/** So many are enough to show what is meant. */
const mostProjects = 5;

/** References of the projects that are called so, in any case. What is not at hand within a moment is left out. */
export async function suggestProjects(
  scope: Scope,
  sources: readonly Source[],
  name: string,
): Promise<readonly string[]> {
  const found = await Promise.all(sources.map((source) => listSoon(scope, source)));
  const refs = sources.flatMap(({ id }, index) => refsOf(id, found[index] ?? [], name));
  return refs.slice(0, mostProjects);
}

/** References of those among the projects of one source that are called so. */
export function refsOf(source: string, projects: readonly Project[], name: string): readonly string[] {
  const wanted = name.toLowerCase();
  const named = projects.filter((project) => project.name.toLowerCase() === wanted);
  return named.map(({ nativeId }) => `${source}/${nativeId}`);
}

async function listSoon(scope: Scope, source: Source): Promise<readonly Project[]> {
  const call = openCall(source, scope);
  const late = new AbortController();
  const list = call.run('listProjects', async () => (await call.directory.list(call.meter)).projects);
  const nothing = sleep(mostMs, [], { signal: late.signal }).catch(() => []);
  try {
    return await Promise.race([list.catch(() => []), nothing]);
  } finally {
    late.abort();
    call.close();
  }
}
