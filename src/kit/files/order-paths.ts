import type { ArtifactFile } from '../../contract/artifacts.ts';

/** By code point, which is the order of the bytes of UTF-8. */
export function comparePaths(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** A page of files that are at hand as a whole. `after` is the path of the last one of the page before. */
export function pageByPath(
  files: readonly ArtifactFile[],
  { limit, after }: { readonly limit: number; readonly after: string | null },
): { readonly items: readonly ArtifactFile[]; readonly next: string | null; readonly total: number } {
  const sorted = [...files].sort((a, b) => comparePaths(a.path, b.path));
  const rest = after === null ? sorted : sorted.filter(({ path }) => comparePaths(path, after) > 0);
  const items = rest.slice(0, limit);
  return { items, next: rest.length > items.length ? (items.at(-1)?.path ?? null) : null, total: files.length };
}
