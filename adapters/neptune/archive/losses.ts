import { forkOf } from '../fork-of.ts';
import { valueAt } from '../to-model.ts';
import type { ArchivedRun, Catalog } from './catalog.ts';
import { describeList } from './describe-list.ts';
import type { FoundParts } from './find-parts.ts';
import type { PartIndex, PartProblem } from './index/part-index.ts';
import { partName } from './part-name.ts';

/** What of an archive cannot be read, as far as that can be told. */
export interface Losses {
  /** For the reader of an answer, files named; null where nothing is known to be lost. */
  readonly message: string | null;
  /** The files of a run that are missing, or cannot be read as a whole. */
  of(run: ArchivedRun): readonly string[];
}

/** Rows that these problems are about are not served. */
const losing: readonly PartProblem['code'][] = [
  'UNREADABLE_FILE',
  'UNREADABLE_ROWS',
  'FOREIGN_FILE',
  'ODD_ROWS',
  'UNKNOWN_TYPES',
];

export function lossesOf(found: FoundParts, parts: Iterable<PartIndex>, catalog: Catalog): Losses {
  const bySet = new Map<string, string[]>();
  const lose = (set: string, file: string): void => void bySet.set(set, [...(bySet.get(set) ?? []), shown(file)]);
  for (const { file, problems } of parts) {
    if (problems.some(({ code }) => losing.includes(code))) lose(partName(file).set, file);
  }
  for (const { set, file } of missingParts(found.parts)) lose(set, file);
  const unread = found.refused.filter(({ lost }) => lost).map(({ path }) => path);
  const files = [...[...bySet.values()].flat().sort(), ...found.leftovers, ...unread];
  const said = [
    describeList('Files of the archive are missing, or cannot be read as a whole', files),
    describeList('Runs that counted series have none in the archive', runsWithoutTheirSeries(catalog)),
  ].filter((text) => text !== null);
  return {
    message: said.length === 0 ? null : `${said.join('. ')}. Runs, or values of runs, are missing.`,
    of: (run) => [...new Set(run.parts.map((part) => partName(part).set))].flatMap((set) => bySet.get(set) ?? []),
  };
}

/**
 * Parts below the greatest number of their set that are not there. Parts are renamed from the last to the first, so that
 * a set without its first one was never finished. Whether another part followed the last one, no file tells.
 */
export function missingParts(parts: FoundParts['parts']): readonly { readonly set: string; readonly file: string }[] {
  const sets = new Map<string, Set<number>>();
  for (const { file } of parts) {
    const { set, number } = partName(file);
    sets.set(set, (sets.get(set) ?? new Set<number>()).add(number));
  }
  return [...sets].flatMap(([set, numbers]) => {
    const below = Array.from({ length: Math.max(...numbers) }, (_part, number) => number);
    const lacks = below.filter((number) => !numbers.has(number));
    return lacks.map((number) => ({ set, file: `${set}${set.endsWith('/') ? '' : '_'}part_${number}.parquet` }));
  });
}

/** A file as answers name it: with its folder, and no more of its path. */
export function shown(file: string): string {
  return file.split(/[\\/]/).slice(-2).join('/');
}

const counted = [
  ['float_series', 'float_series_count'],
  ['string_series', 'string_series_count'],
  ['histogram_series', 'histogram_series_count'],
] as const;

/**
 * Runs of 3.x count their series. Whether that of a fork counts what it inherits is not known, and less than all may
 * have a reason; a run without any has lost them.
 */
function runsWithoutTheirSeries({ runs }: Catalog): readonly string[] {
  const lacks = (run: ArchivedRun): boolean =>
    counted.some(([type, name]) => {
      const logged = valueAt(run, `sys/diagnostics/attributes/${name}`);
      return typeof logged === 'number' && logged > 0 && !run.series.some((one) => one.type === type);
    });
  return runs.filter((run) => forkOf(run) === null && lacks(run)).map(({ nativeId }) => nativeId);
}
