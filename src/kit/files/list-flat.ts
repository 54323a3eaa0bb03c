import type { ArtifactFile, FilesPage } from '../../contract/artifacts.ts';
import { RungraphError } from '../../contract/error.ts';
import { pageByPath } from './order-paths.ts';

/**
 * One page of a folder, for trackers that list every file by its whole path and no folders.
 * @throws NOT_FOUND where no file lies in the folder; INVALID_QUERY where it is a file.
 */
export function listFlat(
  files: readonly ArtifactFile[],
  {
    path,
    recursive,
    ...page
  }: { readonly path: string; readonly recursive: boolean } & Parameters<typeof pageByPath>[1],
): FilesPage {
  const start = path === '' ? '' : `${path}/`;
  const below = files.filter((file) => file.path.startsWith(start));
  if (below.length === 0 && path !== '') {
    if (files.some((file) => file.path === path)) {
      throw new RungraphError('INVALID_QUERY', `"${path}" is a file and not a folder.`);
    }
    throw new RungraphError('NOT_FOUND', `There is no folder "${path}".`);
  }
  return pageByPath(recursive ? below : entriesOf(below, start), page);
}

/** What lies right in a folder: files, and a folder for all files further down. */
function entriesOf(files: readonly ArtifactFile[], start: string): readonly ArtifactFile[] {
  const entries = new Map<string, ArtifactFile>();
  for (const file of files) {
    const slash = file.path.indexOf('/', start.length);
    const path = slash < 0 ? file.path : file.path.slice(0, slash);
    entries.set(path, slash < 0 ? file : { path, isDirectory: true, sizeBytes: null, digest: null, contentType: null });
  }
  return [...entries.values()];
}
