import type { Artifact } from '../../../../src/contract/artifacts.ts';
import { locate, type ArtifactAccess } from './artifact-access.ts';
import { ownedArtifacts } from './owned-artifacts.ts';

/** Artifacts by id, in order; null for what is none. */
export function getArtifacts(access: ArtifactAccess, ids: readonly string[]): Promise<readonly (Artifact | null)[]> {
  return Promise.all(
    ids.map(async (id) => {
      const located = await locate(access, id);
      if (located === undefined) return null;
      const { kind } = located.key;
      const all =
        kind === 'dataset' || kind === 'artifact'
          ? await access.tracked.of(located.owner)
          : ownedArtifacts(located.owner);
      return all.find(({ nativeId }) => nativeId === id) ?? null;
    }),
  );
}
