import type { ArtifactFile, FilesPage } from '../../contract/artifacts.ts';
import { comparePaths } from './order-paths.ts';

/**
 * The files of a folder and of all folders below it, by path, for trackers that list one folder at a time. Folders that
 * lie wholly before the page are not listed again, nor are those behind it.
 */
export async function walkFolders(
  folder: string,
  { limit, after }: { readonly limit: number; readonly after: string | null },
  list: (folder: string) => Promise<readonly ArtifactFile[]>,
): Promise<FilesPage> {
  const found: ArtifactFile[] = [];

  async function visit(entries: readonly ArtifactFile[]): Promise<void> {
    const placed = entries.map((entry) => ({ entry, place: entry.isDirectory ? `${entry.path}/` : entry.path }));
    for (const { entry, place } of placed.sort((a, b) => comparePaths(a.place, b.place))) {
      if (found.length > limit) return;
      const before = after !== null && comparePaths(place, after) <= 0;
      if (!entry.isDirectory) {
        if (!before) found.push(entry);
      } else if (!before || after.startsWith(place)) {
        await visit(await list(entry.path));
      }
    }
  }

  await visit(await list(folder));
  const items = found.slice(0, limit);
  return { items, next: found.length > limit ? (items.at(-1)?.path ?? null) : null };
}
