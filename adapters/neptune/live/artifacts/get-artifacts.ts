import type { Artifact } from '../../../../src/contract/artifacts.ts';
import { isRungraphError, type RungraphError } from '../../../../src/contract/error.ts';
import { parseArtifactId, type OwnedKey } from '../../artifacts/artifact-ids.ts';
import { allProjects, noArtifact, type ArtifactAccess } from './artifact-access.ts';
import { findHolders, type FoundHolder } from './find-holders.ts';
import { findTracked } from './find-tracked.ts';
import { heldBy, trackedBy } from './held-by.ts';

/** Artifacts by id, in order; null for what is none. Those of runs cost calls by project, tracked data one search for all. */
export async function getArtifacts(
  access: ArtifactAccess,
  ids: readonly string[],
): Promise<readonly (Artifact | RungraphError | null)[]> {
  const keys = ids.map(parseArtifactId);
  const owned = keys.flatMap((key) => (key === undefined || key.kind === 'dataset' ? [] : [key]));
  const holders = await holdersOf(access, owned);
  const tracked = keys.some((key) => key?.kind === 'dataset')
    ? await findTracked(access, await allProjects(access), { archived: true, registry: true })
    : undefined;
  return ids.map((id, index) => {
    const key = keys[index];
    if (key === undefined) return null;
    if (key.kind === 'dataset') return tracked?.get(id)?.artifact ?? null;
    const holder = holders.get(`${key.scope} ${key.ownerId}`);
    if (holder === undefined || isRungraphError(holder)) return holder ?? null;
    const all = [...heldBy(holder), ...trackedBy(holder, access.hashing)];
    return all.find(({ nativeId }) => nativeId === id) ?? null;
  });
}

/** By scope and native id. */
export async function holdersOf(
  access: ArtifactAccess,
  keys: readonly Pick<OwnedKey, 'scope' | 'ownerId'>[],
): Promise<ReadonlyMap<string, FoundHolder | RungraphError>> {
  const scopes = [...new Set(keys.map(({ scope }) => scope))];
  const found = await Promise.all(
    scopes.map(async (scope) => {
      const own = keys.filter((key) => key.scope === scope).map(({ ownerId }) => ownerId);
      return [...(await findHolders(access, scope, own))].map(([id, holder]) => [`${scope} ${id}`, holder] as const);
    }),
  );
  return new Map(found.flat());
}

/** The run or entry that an artifact is of. @throws NOT_FOUND. */
export async function requireHolder(access: ArtifactAccess, key: OwnedKey): Promise<FoundHolder> {
  const holder = (await holdersOf(access, [key])).get(`${key.scope} ${key.ownerId}`);
  if (isRungraphError(holder)) throw holder;
  if (holder === undefined) throw noArtifact(key.ownerId);
  return holder;
}
