import { isRungraphError } from '../../contract/error.ts';
import type { Run } from '../../contract/run.ts';
import type { Value } from '../../contract/value.ts';

/** How runs of two sources are known to be one: a copy by what it was copied from, else by name and start, or by a key. */
export type MatchedBy = 'FROM' | 'KEY' | 'NAME';

export interface Pair {
  readonly one: Run;
  readonly other: Run;
  readonly by: MatchedBy;
}

export interface Matched {
  readonly pairs: readonly Pair[];
  /** Runs that only one side has. */
  readonly onlyOne: readonly Run[];
  readonly onlyOther: readonly Run[];
  /** Runs that could be one of several, so that they were matched with none. */
  readonly unsure: readonly Run[];
}

export interface MatchOptions {
  /** `source/native id` of what runs of the other side were copied from, by their native ids. */
  readonly fromOf: ReadonlyMap<string, string>;
  /** What runs of the one side are called there. */
  readonly source: string;
  /** A param or tag whose value tells runs apart, such as `tags.job`; null for the name and the start. */
  readonly key: string | null;
}

/** Runs that were started so close to each other, under one name, are one. */
const nearMs = 60_000;

export function matchRuns(ones: readonly Run[], others: readonly Run[], options: MatchOptions): Matched {
  const { fromOf, source, key } = options;
  const pairs: Pair[] = [];
  const unsure: Run[] = [];
  const left = new Map(others.map((run) => [run.nativeId, run]));
  const copies = new Map(others.flatMap((run) => [[fromOf.get(run.nativeId), run] as const]));
  const waiting: Run[] = [];
  for (const one of ones) {
    const other = copies.get(`${source}/${one.nativeId}`);
    if (other === undefined) waiting.push(one);
    else pairs.push({ one, other, by: 'FROM' });
    if (other !== undefined) left.delete(other.nativeId);
  }
  const wordOf = (run: Run): string | null => (key === null ? run.name : valueAt(run, key));
  const byWord = groupBy([...left.values()], wordOf);
  const rivals = groupBy(waiting, wordOf);
  const onlyOne: Run[] = [];
  for (const one of waiting) {
    const word = wordOf(one);
    const near = (word === null ? [] : (byWord.get(word) ?? [])).filter((run) => key !== null || isNear(one, run));
    const [other, ...more] = near;
    const isRivalled = (rivals.get(word) ?? []).some((rival) => rival !== one && (key !== null || isNear(one, rival)));
    if (other === undefined) onlyOne.push(one);
    else if (more.length > 0 || isRivalled) unsure.push(one, ...near.filter((run) => !unsure.includes(run)));
    else {
      pairs.push({ one, other, by: key === null ? 'NAME' : 'KEY' });
      left.delete(other.nativeId);
    }
  }
  const onlyOther = [...left.values()].filter((run) => !unsure.includes(run));
  return { pairs, onlyOne, onlyOther, unsure };
}

function isNear(a: Run, b: Run): boolean {
  return a.startedAt !== null && b.startedAt !== null && Math.abs(a.startedAt - b.startedAt) <= nearMs;
}

/** Of `params.KEY` or `tags.KEY`, as text. */
function valueAt(run: Run, key: string): string | null {
  const [part, name] = [key.slice(0, key.indexOf('.')), key.slice(key.indexOf('.') + 1)];
  if (part === 'tags')
    return isRungraphError(run.tags) ? null : textOf(run.tags.find((tag) => tag.key === name)?.value);
  if (isRungraphError(run.params)) return null;
  return textOf(run.params.find(({ nativeKey }) => nativeKey === name)?.value);
}

function textOf(value: Value | null | undefined): string | null {
  return value === undefined || value === null || typeof value === 'object' ? null : String(value);
}

function groupBy(
  runs: readonly Run[],
  wordOf: (run: Run) => string | null,
): ReadonlyMap<string | null, readonly Run[]> {
  const groups = new Map<string | null, Run[]>();
  for (const run of runs) {
    const word = wordOf(run);
    const group = groups.get(word);
    if (group === undefined) groups.set(word, [run]);
    else group.push(run);
  }
  return groups;
}
