import type { ArchivedRun } from './catalog.ts';

/** A stored path with slashes: exports made on Windows hold back-slashes. */
export function withSlashes(stored: string): string {
  return stored.includes('/') ? stored : stored.replaceAll('\\', '/');
}

/** Files that several rows of a run point at: cleaned names collide, and the later download wrote over the earlier. */
export function sharedFiles({ files }: ArchivedRun): readonly string[] {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const [, , file] of files) {
    const path = withSlashes(file);
    if (seen.has(path)) shared.add(path);
    seen.add(path);
  }
  return [...shared];
}
