import type { Artifact } from '../../../../src/contract/artifacts.ts';
import { isRungraphError } from '../../../../src/contract/error.ts';
import type { Scope } from '../../archive/part-name.ts';
import type { ArtifactAccess } from './artifact-access.ts';
import { holderPaths, type FoundHolder } from './find-holders.ts';
import { trackedBy } from './held-by.ts';
import { pageOfHolders } from './page-of-holders.ts';

/** Tracked data, and who tracks it. */
export interface Tracked {
  readonly artifact: Artifact;
  /** Runs first. */
  readonly by: readonly FoundHolder[];
}

/**
 * Tracked data of some projects by id. Servers do not list it: the attributes that hold it are asked for by name, then
 * read of all runs that may have them. That is two calls for a project of up to 10,000 runs, one where nobody tracks
 * anything, and with the model registry one more.
 */
export async function findTracked(
  access: ArtifactAccess,
  projects: readonly string[],
  { archived, registry }: { readonly archived: boolean; readonly registry: boolean },
): Promise<ReadonlyMap<string, Tracked>> {
  const found = new Map<string, { artifact: Artifact; by: FoundHolder[] }>();
  if (access.line === '3.x') return found;
  const scopes: readonly Scope[] = registry ? ['runs', 'models', 'model_versions'] : ['runs'];
  const all = await Promise.all(scopes.flatMap((scope) => projects.map((project) => readAll(access, scope, project))));
  for (const holder of all.flat()) {
    if (holder.archived && !archived) continue;
    for (const artifact of trackedBy(holder, access.hashing)) {
      const known = found.get(artifact.nativeId);
      if (known === undefined) found.set(artifact.nativeId, { artifact, by: [holder] });
      else known.by.push(holder);
    }
  }
  return found;
}

/** A project that is not there has none. */
async function readAll(access: ArtifactAccess, scope: Scope, project: string): Promise<readonly FoundHolder[]> {
  try {
    const { content, context } = access;
    const names = scope === 'runs' ? await content.attributeNames(context, project, ['artifact']) : null;
    if (names?.length === 0) return [];
    const paths = names === null ? null : [...holderPaths, ...names];
    const found: FoundHolder[] = [];
    let page = await pageOfHolders(access, { scope, project, paths, limit: null, from: undefined });
    while (!page.ended) {
      found.push(...page.holders);
      page = await pageOfHolders(access, { scope, project, paths, limit: null, from: page.last });
    }
    return [...found, ...page.holders];
  } catch (error) {
    if (isRungraphError(error) && error.code === 'NOT_FOUND') return [];
    throw error;
  }
}
