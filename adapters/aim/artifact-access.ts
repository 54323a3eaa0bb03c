import type { Artifact } from '../../src/contract/artifacts.ts';
import { isRungraphError, type RungraphError } from '../../src/contract/error.ts';
import type { ArtifactClient } from './artifact-client.ts';
import type { RunAccess } from './run-access.ts';
import { artifactsOf } from './to-artifact.ts';

/** What reading artifacts and links needs. */
export interface ArtifactAccess extends RunAccess {
  readonly files: ArtifactClient;
}

/** What a run made, by its hash; null where there is no such run. */
export type MadeByRun = readonly Artifact[] | RungraphError | null;

/** What runs made: a call each, for no endpoint tells of many runs. */
export async function artifactsOfRuns(
  { files, context, baseUrl }: ArtifactAccess,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, MadeByRun>> {
  const found = await Promise.all(
    [...new Set(hashes)].map(async (hash): Promise<readonly [string, MadeByRun]> => {
      try {
        const info = await files.info(context, hash);
        return [hash, info === null ? null : artifactsOf(baseUrl, hash, info)];
      } catch (error) {
        if (isRungraphError(error)) return [hash, error];
        throw error;
      }
    }),
  );
  return new Map(found);
}
