import type { Files } from './state.ts';

interface WireEntry {
  readonly [key: string]: string | boolean | number | undefined;
}

/** One folder, by name. Of a file, and of what is not there, nothing is listed. Files of 0 bytes have no size. */
export function listFolder(files: Files, folder: string): readonly WireEntry[] {
  const prefix = folder === '' ? '' : `${folder}/`;
  const entries = new Map<string, WireEntry>();
  for (const [path, content] of files) {
    if (!path.startsWith(prefix)) continue;
    const [name = '', ...below] = path.slice(prefix.length).split('/');
    const isFolder = below.length > 0;
    const size = isFolder || content.length === 0 ? undefined : content.length;
    entries.set(name, { path: prefix + name, is_dir: isFolder, file_size: size });
  }
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

export function isFolder(files: Files, path: string): boolean {
  return [...files.keys()].some((file) => file.startsWith(`${path}/`));
}
