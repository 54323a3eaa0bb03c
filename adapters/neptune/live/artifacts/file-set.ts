import type {
  ArtifactFile,
  FilesPage,
  FilesRequest,
  OpenFile,
  OutOfRange,
} from '../../../../src/contract/artifacts.ts';
import { isRungraphError, RungraphError } from '../../../../src/contract/error.ts';
import { openStream } from '../../../../src/kit/files/open-stream.ts';
import { pageByPath } from '../../../../src/kit/files/order-paths.ts';
import { walkFolders } from '../../../../src/kit/files/walk-folders.ts';
import { toFile } from '../../artifacts/to-file.ts';
import type { SeriesKey } from '../../client.ts';
import type { ArtifactAccess } from './artifact-access.ts';

// A file set of 2.x is listed folder by folder, and its files are fetched one by one.

export async function listSet(access: ArtifactAccess, key: SeriesKey, request: FilesRequest): Promise<FilesPage> {
  const { path, recursive } = request;
  const entries = await listFolder(access, key, path);
  if (entries.length === 0 && path !== '') {
    const above = await entryOf(access, key, path);
    throw above?.isDirectory === false
      ? new RungraphError('INVALID_QUERY', `"${path}" is a file and not a folder.`)
      : new RungraphError('NOT_FOUND', `There is no folder "${path}".`);
  }
  if (!recursive) return pageByPath(entries, request);
  return walkFolders(path, request, (folder) =>
    folder === path ? Promise.resolve(entries) : listFolder(access, key, folder),
  );
}

/** A file is looked up before it is fetched: what a server sends for a folder is no file. */
export async function openFromSet(
  access: ArtifactAccess,
  key: SeriesKey,
  path: string,
): Promise<OpenFile | OutOfRange> {
  const entry = await entryOf(access, key, path);
  if (entry === undefined) throw new RungraphError('NOT_FOUND', `There is no file "${path}".`);
  if (entry.isDirectory) throw new RungraphError('INVALID_QUERY', `"${path}" is a folder and not a file.`);
  const opened = openStream(await access.content.openFile(access.context, key, path));
  return 'outOfRange' in opened ? opened : { ...opened, contentType: entry.contentType ?? opened.contentType };
}

async function entryOf(access: ArtifactAccess, key: SeriesKey, path: string): Promise<ArtifactFile | undefined> {
  const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '';
  return (await listFolder(access, key, folder)).find((one) => one.path === path);
}

/** Empty where there is no such folder. @throws PROTOCOL for a name that leads elsewhere. */
async function listFolder(
  { content, context }: ArtifactAccess,
  key: SeriesKey,
  folder: string,
): Promise<readonly ArtifactFile[]> {
  try {
    const entries = await content.listFolder(context, key, folder);
    return entries.map(({ name, fileType, size = null }) => {
      if (/^\.{0,2}$|[/\\\0]/.test(name)) {
        throw new RungraphError(
          'PROTOCOL',
          'A file set is refused: a name in it leads out of its folder or is no name.',
        );
      }
      const path = folder === '' ? name : `${folder}/${name}`;
      return fileType === 'directory'
        ? { ...toFile(path), isDirectory: true, contentType: null }
        : { ...toFile(path), sizeBytes: size };
    });
  } catch (error) {
    if (isRungraphError(error) && error.code === 'NOT_FOUND') return [];
    throw error;
  }
}
