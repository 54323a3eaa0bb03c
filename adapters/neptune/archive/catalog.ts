import { dirname } from 'node:path';
import { joinSeries } from './index/collect-series.ts';
import type { ParamValue, PartIndex, RunEntry, SeriesEntry } from './index/part-index.ts';
import { lineOf, type ProductLine } from './product-line.ts';
import { partName, type Scope } from './part-name.ts';

/** A run of the archive, its parts put together. */
export interface ArchivedRun extends RunEntry {
  /** `workspace/project/run`. */
  readonly nativeId: string;
  /** Its files, in the order of their parts. */
  readonly parts: readonly string[];
  readonly line: ProductLine;
  /** Other copies of it, which hold fewer rows and are not served. */
  readonly otherCopies: number;
}

export interface Catalog {
  /** In the order of native ids, by UTF-16 unit. */
  readonly runs: readonly ArchivedRun[];
  readonly byId: ReadonlyMap<string, ArchivedRun>;
  /** Entries of the 2.x model registry. */
  readonly models: readonly ArchivedRun[];
  /** Ids of projects with runs, in order. */
  readonly projects: readonly string[];
  /** Those of them in which any run has series. */
  readonly projectsWithSeries: ReadonlySet<string>;
}

/** A run as one folder has it: several exports of a project may hold the same run. */
interface Copy {
  readonly scope: Scope;
  readonly entries: { readonly part: PartIndex; readonly entry: RunEntry }[];
}

/**
 * Puts runs together from what their files hold: parts of one folder by the ids in their rows, in the order of their
 * numbers. Where several folders have a run, the copy with most rows is served.
 */
export function buildCatalog(parts: Iterable<PartIndex>): Catalog {
  const copies = new Map<string, Map<string, Copy>>();
  const numbered = [...parts].map((part) => ({ part, name: partName(part.file) }));
  numbered.sort((a, b) => a.name.number - b.name.number);
  for (const { part, name } of numbered) {
    for (const entry of part.runs) {
      const key = `${name.scope}\n${nativeIdOf(entry)}`;
      const folders = copies.get(key) ?? new Map<string, Copy>();
      const folder = dirname(part.file);
      const copy = folders.get(folder) ?? { scope: name.scope, entries: [] };
      copy.entries.push({ part, entry });
      copies.set(key, folders.set(folder, copy));
    }
  }
  const intern = openPool();
  const all = [...copies.values()].map((folders) => ({ scope: scopeOf(folders), run: bestOf(folders, intern) }));
  const runs = all.filter(({ scope }) => scope === 'runs').map(({ run }) => run);
  runs.sort((a, b) => (a.nativeId < b.nativeId ? -1 : 1));
  return {
    runs,
    byId: new Map(runs.map((run) => [run.nativeId, run])),
    models: all.filter(({ scope }) => scope !== 'runs').map(({ run }) => run),
    projects: [...new Set(runs.map(({ project }) => project))].sort(),
    projectsWithSeries: new Set(runs.filter(({ series }) => series.length > 0).map(({ project }) => project)),
  };
}

function nativeIdOf({ project, run }: RunEntry): string {
  return `${project}/${run}`;
}

function scopeOf(folders: ReadonlyMap<string, Copy>): Scope {
  return [...folders.values()][0]?.scope ?? 'runs';
}

function bestOf(folders: ReadonlyMap<string, Copy>, intern: (text: string) => string): ArchivedRun {
  const rowsOf = ({ entries }: Copy): number => entries.reduce((sum, { entry }) => sum + entry.rows, 0);
  const [best] = [...folders.values()].sort((a, b) => rowsOf(b) - rowsOf(a));
  const entries = best?.entries ?? [];
  const entry = joinEntries(entries.map((one) => one.entry));
  return {
    ...entry,
    // The same few paths in thousands of runs: one text for each.
    project: intern(entry.project),
    params: entry.params.map(([path, type, value]) => [intern(path), type, value] as const),
    series: entry.series.map((one) => ({ ...one, path: intern(one.path) })),
    nativeId: nativeIdOf(entry),
    parts: entries.map(({ part }) => part.file),
    line: lineOf(entry),
    otherCopies: folders.size - 1,
  };
}

function joinEntries(entries: readonly RunEntry[]): RunEntry {
  const [only] = entries;
  if (only === undefined) throw new Error('a run without rows');
  if (entries.length === 1) return only;
  const series = new Map<string, SeriesEntry[]>();
  for (const one of entries.flatMap((entry) => entry.series)) {
    const key = `${one.type} ${one.path}`;
    series.set(key, [...(series.get(key) ?? []), one]);
  }
  const sum = (count: (entry: RunEntry) => number): number => entries.reduce((total, entry) => total + count(entry), 0);
  return {
    project: only.project,
    run: only.run,
    rows: sum(({ rows }) => rows),
    phantoms: sum(({ phantoms }) => phantoms),
    params: entries.flatMap((entry) => entry.params),
    blanks: entries.flatMap((entry) => entry.blanks),
    series: [...series.values()].map(joinSeries),
    files: entries.flatMap((entry) => entry.files),
  };
}

function openPool(): (text: string) => string {
  const pool = new Map<string, string>();
  return (text) => {
    const known = pool.get(text);
    if (known !== undefined) return known;
    pool.set(text, text);
    return text;
  };
}

/** The value of an attribute that is no series; undefined where the run has none. */
export function valueAt({ params }: RunEntry, path: string): ParamValue | undefined {
  return params.find((param) => param[0] === path)?.[2];
}

export function textAt(run: RunEntry, path: string): string | null {
  const value = valueAt(run, path);
  return typeof value === 'string' ? value : null;
}

/** A time; undefined where the attribute is none. */
export function timeAt({ params }: RunEntry, path: string): number | null {
  const found = params.find((param) => param[0] === path && param[1] === 'datetime')?.[2];
  return typeof found === 'number' ? found : null;
}
