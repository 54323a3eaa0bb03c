import { compareText } from '../rows/compare-values.ts';
import { spreadOf } from './normal-form.ts';
import { makingOf, type RecordedRun } from './recorded.ts';

/** One package over runs, in their order. */
export interface PackageRow {
  /** As the first run that has it spells it. */
  readonly name: string;
  /** The version, empty where it is not known; null where it was not installed, or nothing was recorded. */
  readonly values: readonly (string | null)[];
  /** Among the runs whose packages were recorded. */
  readonly differs: boolean;
}

/** Packages of runs side by side, by name. Case, dots, dashes and underscores tell no two packages apart (PEP 503). */
export function packageRows(runs: readonly RecordedRun[], onlyDifferent: boolean): readonly PackageRow[] {
  const lists = runs.map((run) => makingOf(run).packages);
  const versions = lists.map(
    (list) => new Map((list ?? []).map((one) => [canonicalName(one.name), one.version ?? ''])),
  );
  const names = new Map<string, string>();
  for (const { name } of lists.flatMap((list) => list ?? [])) {
    if (!names.has(canonicalName(name))) names.set(canonicalName(name), name);
  }
  return [...names]
    .sort(([a], [b]) => compareText(a, b))
    .map(([canonical, name]) => {
      const values = versions.map((known) => known.get(canonical) ?? null);
      // A run without known packages would make every package differ.
      const recorded = values.filter((_version, at) => lists[at] !== null);
      return { name, values, differs: spreadOf(recorded).differs };
    })
    .filter(({ differs }) => differs || !onlyDifferent);
}

export function canonicalName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}
