import mime from 'mime';
import type { ArtifactFile, FilesPage, FilesRequest } from '../../../../src/contract/artifacts.ts';
import { RungraphError } from '../../../../src/contract/error.ts';
import { listFlat } from '../../../../src/kit/files/list-flat.ts';
import type { ArchivedRun } from '../catalog.ts';
import { noArtifact, requireArtifact, type ArtifactAccess } from './artifact-access.ts';
import type { OwnedKey } from '../../artifacts/artifact-ids.ts';
import { movedRunOf } from '../moved/moved-run.ts';
import { inOrder, toListed, type ListedFile } from '../../artifacts/tracked-files.ts';
import { readFileList } from './file-list.ts';
import { filesOfSet } from './file-set.ts';
import { pointsFile } from '../../artifacts/points-file.ts';
import { seriesOf } from './points-as-lines.ts';
import { toFile } from '../../artifacts/to-file.ts';
import { filesOf, requireFile } from './stored-files.ts';
import { listPath } from './tracked-data.ts';

/** One page of the files of an artifact. */
export async function listFiles(access: ArtifactAccess, request: FilesRequest): Promise<FilesPage> {
  const { owner, key } = await requireArtifact(access, request.artifactId);
  switch (key.kind) {
    case 'dataset':
    case 'artifact':
      return listFlat((await trackedFiles(access, owner, key.path)).map(toListed), request);
    case 'file_set':
      return listFlat(await filesOfSet(access, owner, key.path), request);
    case 'string_series':
    case 'histogram_series':
      if (seriesOf(owner, key) === undefined) throw noArtifact(request.artifactId);
      return listFlat([toFile(pointsFile)], request);
    case 'files':
    case 'file_series':
      return listStored(access, owner, key, request);
  }
}

/** Sizes are looked up for what the page shows. */
async function listStored(
  { store }: ArtifactAccess,
  owner: ArchivedRun,
  key: OwnedKey,
  request: FilesRequest,
): Promise<FilesPage> {
  const tree = filesOf(owner, key);
  if (tree.size === 0) throw noArtifact(request.artifactId);
  const page = listFlat([...tree.keys()].map(toFile), request);
  const items = page.items.map(async (file): Promise<ArtifactFile> => {
    const entry = file.isDirectory ? undefined : tree.get(file.path);
    if (entry === undefined) return file;
    const found = await store.find(owner, entry[2]);
    const contentType = file.contentType ?? mime.getType(entry[2]);
    return { ...file, contentType, sizeBytes: typeof found === 'string' ? null : found.sizeBytes };
  });
  return { ...page, items: await Promise.all(items) };
}

/** @throws NOT_FOUND where the list of files is not there. */
async function trackedFiles(access: ArtifactAccess, owner: ArchivedRun, path: string): Promise<readonly ListedFile[]> {
  const entry = owner.files.find((file) => file[1] === 'artifact' && file[0] === path);
  if (entry === undefined && movedRunOf(owner) !== null)
    throw new RungraphError('UNSUPPORTED', 'The archive names data that a run read, and holds none of it.');
  if (entry === undefined) throw new RungraphError('NOT_FOUND', `There is no artifact "${path}".`);
  return inOrder(await readFileList(await requireFile(access, owner, listPath(entry[2]))));
}
