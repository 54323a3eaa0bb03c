import type { Artifact } from '../../src/contract/artifacts.ts';
import { isRungraphError, type RungraphError } from '../../src/contract/error.ts';
import { artifactsOfRuns, type ArtifactAccess } from './artifact-access.ts';
import { parseArtifactId } from './artifact-ids.ts';

/** Artifacts by id, in order: a call for each run that made any of them. */
export async function getArtifacts(
  access: ArtifactAccess,
  ids: readonly string[],
): Promise<readonly (Artifact | RungraphError | null)[]> {
  const makers = ids.map((id) => parseArtifactId(id)?.runId);
  const made = await artifactsOfRuns(
    access,
    makers.flatMap((hash) => hash ?? []),
  );
  return ids.map((id, index) => {
    const own = made.get(makers[index] ?? '') ?? null;
    if (own === null || isRungraphError(own)) return own;
    return own.find(({ nativeId }) => nativeId === id) ?? null;
  });
}
