import type { Artifact } from '../../../contract/artifacts.ts';
import { isRungraphError } from '../../../contract/error.ts';
import type { ModelVersion } from '../../../contract/models.ts';
import type { Fitting } from '../../../contract/write-table.ts';
import type { Tally } from '../fit/losses.ts';
import type { Side } from '../side.ts';

/** Where a version came from, and where it lies. */
export interface Place {
  /** Native id of a run of the source. */
  readonly run: string | null;
  /** Among the files of that run at the target; empty for all of them. Null where it is none of them. */
  readonly path: string | null;
  readonly uri: string | null;
  /** It has files that are not a run's, which have no place at the target. */
  readonly strays: boolean;
}

/** Places of some versions, in order. Files of a run go to the target with the run. */
export async function placeVersions(
  side: Side,
  versions: readonly ModelVersion[],
  files: Fitting | null,
): Promise<readonly Place[]> {
  const ids = [...new Set(versions.flatMap(({ artifactId }) => artifactId ?? []))];
  const artifacts = await side.ask('getArtifacts', async (adapter, context) =>
    ids.length === 0 ? [] : ((await adapter.artifacts?.getArtifacts(context, ids)) ?? []),
  );
  const byId = new Map(ids.map((id, index) => [id, artifacts[index] ?? null]));
  return versions.map((version) => {
    const { runId, artifactId, uri } = version;
    const artifact = artifactId === null ? null : (byId.get(artifactId) ?? null);
    if (isRungraphError(artifact)) throw artifact;
    const run = runId ?? artifact?.producedById ?? null;
    if (artifact === null || run === null || artifact.producedById !== run) {
      return { run, path: null, uri: uri ?? artifact?.uri ?? null, strays: artifact !== null };
    }
    return { run, path: pathOf(artifact, version, files), uri: null, strays: false };
  });
}

/** As the files of a run are placed: those of a named artifact below its name. */
function pathOf({ loose, name }: Artifact, { path }: ModelVersion, files: Fitting | null): string {
  const natural = [...(loose === true ? [] : [name]), path].filter((part) => part !== '').join('/');
  return natural === '' || files === null ? natural : files.fit(natural);
}

/** The place at the target: without the run where that stays behind, and without what lies among its files. */
export function placeAtTarget(item: string, place: Place, isMoved: (run: string) => boolean, tally: Tally): Place {
  const stays = place.run !== null && !isMoved(place.run);
  if (stays) tally.note({ code: 'LINEAGE_LOST', item: `${item}: run`, becomes: '' });
  if (place.strays || (stays && place.path !== null)) {
    tally.note({ code: 'FILE_NO_ROUTE', item: `${item}: files`, becomes: 'they are not those of a run that is moved' });
  }
  return stays ? { ...place, run: null, path: null } : place;
}
