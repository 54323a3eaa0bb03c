import { LRUCache } from 'lru-cache';
import { isRungraphError, type RungraphError } from '../../contract/error.ts';
import type { Run } from '../../contract/run.ts';
import { nearest } from '../language/nearest.ts';
import { compareText } from '../rows/compare-values.ts';

export const keyedKinds = ['param', 'metric', 'tag'] as const;
export type KeyedKind = (typeof keyedKinds)[number];

/** Keys of the runs of some projects of one source that were read, whatever they were read for. */
export interface KnownKeys {
  readonly has: (kind: KeyedKind, key: string) => boolean;
  /** Whether no key of this kind was seen: then nothing can be said of any. */
  readonly isEmpty: (kind: KeyedKind) => boolean;
  /** Keys that start so, by code point. */
  readonly startingWith: (kind: KeyedKind, prefix: string) => readonly string[];
  /** Keys that a misspelt one most likely means, the likeliest first. */
  readonly near: (kind: KeyedKind, written: string) => readonly string[];
}

/** Who is told of keys: with which credentials, and which projects may be read; null for all of them. */
export interface KeysCaller {
  readonly principal: string | null;
  readonly projects: ReadonlySet<string> | null;
}

/** Gathers keys, project by project: what one caller may see, another may not. */
export interface KeyMemory {
  readonly note: (runs: readonly (Run | null | RungraphError)[]) => void;
  /** The keys of these projects; null for all of them. */
  readonly of: (projects: ReadonlySet<string> | null) => KnownKeys;
}

type KeySets = Readonly<Record<KeyedKind, Set<string>>>;

/** More keys of one kind are not remembered: what names its keys by counting has no end of them. */
const mostKeys = 10_000;
const mostProjects = 1_000;
const mostNear = 3;

export function openKeyMemory(): KeyMemory {
  const byProject = new LRUCache<string, KeySets>({ max: mostProjects });
  /** Archives hand out the same runs again and again. */
  const seen = new WeakSet<Run>();

  function noteRun(run: Run): void {
    if (seen.has(run)) return;
    seen.add(run);
    const { projectId, params, metrics, tags } = run;
    const keys = byProject.get(projectId) ?? { param: new Set(), metric: new Set(), tag: new Set() };
    byProject.set(projectId, keys);
    for (const [kind, part] of [['param', params] as const, ['metric', metrics] as const, ['tag', tags] as const]) {
      const known = keys[kind];
      if (isRungraphError(part) || known.size >= mostKeys) continue;
      for (const { key } of part) known.add(key);
    }
  }

  return {
    note(runs) {
      for (const run of runs) if (run !== null && !isRungraphError(run)) noteRun(run);
    },
    of: (projects) => keysOf([...byProject].flatMap(([id, keys]) => (projects?.has(id) === false ? [] : [keys]))),
  };
}

function keysOf(sets: readonly KeySets[]): KnownKeys {
  return {
    // What is not remembered any more is not said to be missing.
    has: (kind, key) => sets.some((keys) => keys[kind].has(key) || keys[kind].size >= mostKeys),
    isEmpty: (kind) => sets.every((keys) => keys[kind].size === 0),
    startingWith: (kind, prefix) =>
      [...new Set(sets.flatMap((keys) => [...keys[kind]]))].filter((key) => key.startsWith(prefix)).sort(compareText),
    near: (kind, written) => nearKeys(written, [...new Set(sets.flatMap((keys) => [...keys[kind]]))]),
  };
}

/** The nearest by spelling, then those that hold what was written, or are held in it. */
function nearKeys(written: string, known: readonly string[]): readonly string[] {
  const wanted = written.toLowerCase();
  const spelt = nearest(written, known);
  const related = known.filter((key) => {
    const text = key.toLowerCase();
    return key !== spelt && wanted.length > 1 && text.length > 1 && (text.includes(wanted) || wanted.includes(text));
  });
  related.sort((a, b) => Math.abs(a.length - written.length) - Math.abs(b.length - written.length));
  return [...(spelt === undefined ? [] : [spelt]), ...related].slice(0, mostNear);
}
