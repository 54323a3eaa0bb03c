import { dirname } from 'node:path';
import { joinSeries } from './index/collect-series.ts';
import type { ParamEntry, PartIndex, RunEntry, SeriesEntry } from './index/part-index.ts';
import { lineOf, type ProductLine } from './product-line.ts';
import { partName, type Scope } from './part-name.ts';

/** A run of the archive, its parts put together. */
export interface ArchivedRun extends Omit<RunEntry, 'system'> {
  /** What Neptune wrote itself, by path. */
  readonly system: ReadonlyMap<string, ParamEntry>;
  readonly archived: boolean;
  readonly scope: Scope;
  /** `workspace/project/run`; of an entry of the model registry `workspace/project/id`. */
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
  /** Those that are not archived, and those that are. */
  readonly active: readonly ArchivedRun[];
  readonly archived: readonly ArchivedRun[];
  readonly byId: ReadonlyMap<string, ArchivedRun>;
  /** The 2.x model registry, in the order of ids. */
  readonly models: readonly ArchivedRun[];
  readonly modelVersions: readonly ArchivedRun[];
  /** All of them, by scope and native id. */
  readonly entries: Readonly<Record<Scope, ReadonlyMap<string, ArchivedRun>>>;
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
  const all = [...copies.values()].map(bestOf).sort((a, b) => (a.nativeId < b.nativeId ? -1 : 1));
  const of = (scope: Scope): readonly ArchivedRun[] => all.filter((entry) => entry.scope === scope);
  const [runs, models, modelVersions] = [of('runs'), of('models'), of('model_versions')];
  const byId = (some: readonly ArchivedRun[]) => new Map(some.map((entry) => [entry.nativeId, entry]));
  const entries = { runs: byId(runs), models: byId(models), model_versions: byId(modelVersions) };
  return {
    runs,
    active: runs.filter(({ archived }) => !archived),
    archived: runs.filter(({ archived }) => archived),
    byId: entries.runs,
    models,
    modelVersions,
    entries,
    projects: [...new Set(runs.map(({ project }) => project))].sort(),
    projectsWithSeries: new Set(runs.filter(({ seriesCount }) => seriesCount > 0).map(({ project }) => project)),
  };
}

function nativeIdOf({ project, run }: RunEntry): string {
  return `${project}/${run}`;
}

function bestOf(folders: ReadonlyMap<string, Copy>): ArchivedRun {
  const rowsOf = ({ entries }: Copy): number => entries.reduce((sum, { entry }) => sum + entry.rows, 0);
  const [best] = [...folders.values()].sort((a, b) => rowsOf(b) - rowsOf(a));
  const { entries, scope } = best ?? { entries: [], scope: 'runs' };
  const entry = joinEntries(entries.map((one) => one.entry));
  const system = new Map(entry.system.map((param) => [param[0], param]));
  const isTrue = (path: string): boolean => system.get(path)?.[2] === true;
  return {
    project: entry.project,
    run: entry.run,
    rows: entry.rows,
    phantoms: entry.phantoms,
    seriesCount: entry.seriesCount,
    largeIntegers: entry.largeIntegers,
    blanks: entry.blanks,
    files: entry.files,
    // Most of an entry, which is unpacked when somebody looks.
    get params() {
      return entry.params;
    },
    get series() {
      return entry.series;
    },
    system,
    archived: isTrue('sys/archived') || isTrue('sys/trashed'),
    scope,
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
  const series = joinAll(entries);
  const sum = (count: (entry: RunEntry) => number): number => entries.reduce((total, entry) => total + count(entry), 0);
  return {
    project: only.project,
    run: only.run,
    rows: sum(({ rows }) => rows),
    phantoms: sum(({ phantoms }) => phantoms),
    system: entries.flatMap((entry) => entry.system),
    params: entries.flatMap((entry) => entry.params),
    largeIntegers: entries.flatMap((entry) => entry.largeIntegers),
    blanks: entries.flatMap((entry) => entry.blanks),
    series,
    seriesCount: series.length,
    files: entries.flatMap((entry) => entry.files),
  };
}

/** A series may straddle files. */
function joinAll(entries: readonly RunEntry[]): readonly SeriesEntry[] {
  const found = new Map<string, SeriesEntry[]>();
  for (const one of entries.flatMap((entry) => entry.series)) {
    const key = `${one.type} ${one.path}`;
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  return [...found.values()].map(joinSeries);
}
