import mime from 'mime';
import { timeText } from '../search/run-column.ts';
import { idOf, type StoredFile, type World } from '../store/world.ts';
import { connect, type Connection, type PageArguments } from './connection.ts';

export interface FileArguments extends PageArguments {
  readonly names?: readonly string[] | null;
  readonly pattern?: string | null;
}

type Files = ReadonlyMap<string, StoredFile>;

/** Files by path. One that is asked for by name and is not there is shown as a placeholder without a time. */
export function viewFiles(
  world: World,
  place: string,
  files: Files,
  { names, pattern, ...page }: FileArguments,
): Connection<Record<string, unknown>> {
  const like = pattern === null || pattern === undefined ? undefined : likePattern(pattern);
  const paths = names !== null && names !== undefined && names.length > 0 ? names : [...files.keys()].sort();
  const found = paths.filter((path) => like === undefined || like.test(path));
  return connect(found, page, (path) => viewFile(world, place, path, files.get(path)));
}

export function viewFile(
  world: World,
  place: string,
  path: string,
  file: StoredFile | undefined,
): Record<string, unknown> {
  const url = `${world.url}/storage/${place}/${path.split('/').map(encodeURIComponent).join('/')}`;
  return {
    __typename: 'File',
    id: idOf('File', place, path),
    name: path,
    displayName: path,
    url,
    directUrl: url,
    uploadUrl: url,
    uploadHeaders: [],
    uploadMultipartUrls: null,
    sizeBytes: file?.bytes.length ?? 0,
    storagePath: `${place}/${path}`,
    mimetype: mime.getType(path) ?? '',
    updatedAt: file === undefined ? null : timeText(file.updatedAt),
    md5: file?.md5 ?? null,
    digest: file?.md5 ?? null,
  };
}

/** SQL's LIKE. */
function likePattern(pattern: string): RegExp {
  const escaped = pattern
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('%', '.*')
    .replaceAll('_', '.');
  return new RegExp(`^${escaped}$`, 's');
}
