import { createHash } from 'node:crypto';

/**
 * The branches of one source that have nothing left, as a cursor carries them. A source may have thousands of branches,
 * so a branch is a mark of six letters instead of its key. Each mark stands by itself: projects may come and go between
 * pages.
 */
export interface EndedBranches {
  readonly marks: ReadonlySet<string>;
  /** How many runs match in all of them; null where the tracker does not tell. */
  readonly total: number | null;
}

/** The letters of one mark: 36 bits. */
export const markLength = 6;

export const noneEnded: EndedBranches = { marks: new Set(), total: 0 };

export function markOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, markLength);
}

/** What a page knows of one branch when the page is done. */
export interface BranchEnd {
  readonly key: string;
  readonly ended: boolean;
  /** How many runs match there; undefined where the tracker does not tell. */
  readonly total: number | undefined;
}

/**
 * The ended branches behind a page: the branches that had ended before it and are still there, and the branches that
 * ended on it. A mark is left out if an open branch has the same mark. The ended branch is then read again, and nothing
 * is lost.
 */
export function endedBehind(
  before: EndedBranches,
  skipped: readonly string[],
  read: readonly BranchEnd[],
): EndedBranches {
  const open = new Set(read.flatMap(({ key, ended }) => (ended ? [] : [markOf(key)])));
  const kept = skipped.map(markOf);
  const fresh = read.filter(({ key, ended }) => ended && !open.has(markOf(key)));
  const told = fresh.map(({ total }) => total);
  const marks = new Set([...kept, ...fresh.map(({ key }) => markOf(key))]);
  const isWhole = kept.length === before.marks.size;
  if (!isWhole || before.total === null || !told.every((total) => total !== undefined)) return { marks, total: null };
  return { marks, total: told.reduce((sum, total) => sum + total, before.total) };
}
