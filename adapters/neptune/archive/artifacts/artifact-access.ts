import type { CallContext } from '../../../../src/contract/context.ts';
import { RungraphError } from '../../../../src/contract/error.ts';
import type { ArchivedRun, Catalog } from '../catalog.ts';
import type { Losses } from '../losses.ts';
import { parseArtifactId, type DatasetKey, type OwnedKey } from '../../artifacts/artifact-ids.ts';
import type { FileStore } from './find-file.ts';
import { movedRunOf } from '../moved/moved-run.ts';
import { tracks, type TrackedData } from './tracked-data.ts';

/** What reading artifacts and links of an archive needs. */
export interface ArtifactAccess {
  readonly context: CallContext;
  readonly catalog: Catalog;
  readonly losses: Losses;
  readonly store: FileStore;
  readonly tracked: TrackedData;
  /** From the times of an entry's series, as stored, to UTC. */
  readonly toUtc: (owner: ArchivedRun) => (time: number) => number;
}

/** An artifact that an id names, with the entry that it belongs to: one of them for data that several tracked. */
export type Located = { readonly owner: ArchivedRun } & ({ readonly key: OwnedKey } | { readonly key: DatasetKey });

/** Finds the entry; whether it holds the artifact is not looked at for what is one entry's own. */
export async function locate(access: ArtifactAccess, id: string): Promise<Located | undefined> {
  const key = parseArtifactId(id);
  if (key === undefined) return undefined;
  if (key.kind === 'dataset') {
    const [owner] = await usersOf(access, id, everyEntry(access.catalog));
    return owner === undefined ? undefined : { owner, key };
  }
  const owner = access.catalog.entries[key.scope].get(key.ownerId);
  return owner === undefined ? undefined : { owner, key };
}

/** The same. @throws NOT_FOUND for what is no id of an artifact here. */
export async function requireArtifact(access: ArtifactAccess, id: string): Promise<Located> {
  const located = await locate(access, id);
  if (located === undefined) throw noArtifact(id);
  return located;
}

/** Entries that tracked the data of an id. */
export async function usersOf(
  { tracked }: ArtifactAccess,
  id: string,
  among: readonly ArchivedRun[],
): Promise<readonly ArchivedRun[]> {
  const path = parseArtifactId(id)?.path;
  const asked = among.filter((owner) => {
    if (movedRunOf(owner) !== null) return tracks(owner);
    return owner.files.some((file) => file[1] === 'artifact' && file[0] === path);
  });
  const lists = await tracked.ofAll(asked);
  return asked.filter((owner) => lists.get(owner)?.some(({ nativeId }) => nativeId === id));
}

/** Runs first. */
export function everyEntry({ runs, models, modelVersions }: Catalog): readonly ArchivedRun[] {
  return [...runs, ...models, ...modelVersions];
}

export function noArtifact(id: string): RungraphError {
  return new RungraphError('NOT_FOUND', `There is no artifact "${id.slice(0, 200)}" in the archive.`);
}

/** The config names no folder that files lie in. */
export function noFilesPath({ scope }: ArchivedRun): RungraphError {
  const setting = scope === 'runs' ? 'filesPath' : 'modelFilesPath';
  return new RungraphError(
    'UNSUPPORTED',
    `The files of this export are elsewhere: name the exporter's files path by ${setting} of the source.`,
  );
}
