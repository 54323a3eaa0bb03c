import type { ArtifactFile, FilesPage, FilesRequest } from '../../src/contract/artifacts.ts';
import { RungraphError } from '../../src/contract/error.ts';
import { pageByPath } from '../../src/kit/files/order-paths.ts';
import { walkFolders } from '../../src/kit/files/walk-folders.ts';
import type { ArtifactAccess } from './artifact-access.ts';
import type { FileRoot } from './artifact-client.ts';
import { parseArtifactId } from './artifact-ids.ts';
import { toFile } from './to-artifact.ts';

type Access = Pick<ArtifactAccess, 'files' | 'context'>;

/** One page of a folder. The server sends a folder as a whole, and one folder at a time. */
export async function listFiles(access: Access, request: FilesRequest): Promise<FilesPage> {
  const root = rootOf(request.artifactId);
  const list = async (folder: string): Promise<readonly ArtifactFile[]> =>
    (await access.files.listFiles(access.context, root, folder)).map((file) => toFile(folder, file));
  const entries = await list(request.path);
  if (entries.length === 0) await requireFolder(access, root, request.path);
  if (!request.recursive) return pageByPath(entries, request);
  return walkFolders(request.path, request, (folder) =>
    folder === request.path ? Promise.resolve(entries) : list(folder),
  );
}

/** @throws NOT_FOUND for what is no artifact; UNSUPPORTED for a dataset: MLflow keeps its description alone. */
export function rootOf(artifact: string): FileRoot {
  const key = parseArtifactId(artifact);
  if (key === undefined) throw new RungraphError('NOT_FOUND', `There is no artifact "${artifact}".`);
  if (key.kind !== 'dataset') return key;
  throw new RungraphError('UNSUPPORTED', 'MLflow describes datasets and does not keep their files.');
}

/** The server answers the same for an empty folder, a file and nothing at all: the folder above tells them apart. */
async function requireFolder(access: Access, root: FileRoot, path: string): Promise<void> {
  if (path === '') return;
  const entry = await findEntry(access, root, path);
  if (entry === undefined) throw new RungraphError('NOT_FOUND', `There is no folder "${path}".`);
  if (!entry.isDirectory) throw new RungraphError('INVALID_QUERY', `"${path}" is a file and not a folder.`);
}

/** What lies at a path, as the folder above lists it. */
export async function findEntry(
  { files, context }: Access,
  root: FileRoot,
  path: string,
): Promise<ArtifactFile | undefined> {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
  const entries = await files.listFiles(context, root, folder);
  return entries.map((file) => toFile(folder, file)).find((file) => file.path === path);
}
