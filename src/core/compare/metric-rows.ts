import { canonicalJson } from '../../contract/canonical-json.ts';
import { isRungraphError } from '../../contract/error.ts';
import type { MetricAggregate } from '../../contract/filter.ts';
import type { Metric, Run } from '../../contract/run.ts';
import type { MetricContext, Num } from '../../contract/value.ts';
import type { Direction, DirectionFrom, ToldDirection } from '../keys/directions.ts';
import { compareNumbers, compareText } from '../rows/compare-values.ts';
import { summaryOf } from '../rows/read-field.ts';
import { normalKey, spreadOf } from './normal-form.ts';
import { openGrid, isChosenKey, type RowChoice } from './rows.ts';

/** One value of a metric over runs, in their order. */
export interface MetricRow {
  readonly key: string;
  /** Null is the empty context, and that of a tracker without contexts. */
  readonly context: MetricContext | null;
  readonly aggregate: MetricAggregate;
  /** Undefined where a run has none. */
  readonly values: readonly (Num | undefined)[];
  readonly differs: boolean;
  readonly missing: number;
  readonly direction: Direction | null;
  readonly directionFrom: DirectionFrom | null;
  /** Indexes of the best runs, all of them where several are as good; NaN and missing values never are. */
  readonly best: readonly number[];
  /** Of what is not NaN. */
  readonly min: Num | null;
  readonly max: Num | null;
}

/**
 * The metrics of runs side by side, by key and context. Summaries that a tracker does not keep must be there already.
 * @param directionOf Which way a metric is good; null where nobody knows.
 */
export function metricRows(
  runs: readonly Run[],
  aggregate: MetricAggregate,
  choice: RowChoice,
  directionOf: (key: string) => ToldDirection | null,
): readonly MetricRow[] {
  const grid = openGrid<Metric>(runs.length);
  runs.forEach(({ metrics }, column) => {
    if (isRungraphError(metrics)) return;
    for (const metric of metrics) {
      // A NUL is in no key, so that keys and contexts do not run into each other.
      const place = `${metric.key}\0${canonicalJson(metric.context ?? {})}`;
      if (isChosenKey(choice, metric.key)) grid.put(place, column, metric);
    }
  });
  return grid
    .rows()
    .flatMap(([, row]) => toRow(row, aggregate, directionOf))
    .filter(({ differs }) => differs || !choice.onlyDifferent)
    .sort(
      (a, b) =>
        compareText(a.key, b.key) || compareText(canonicalJson(a.context ?? {}), canonicalJson(b.context ?? {})),
    );
}

function toRow(
  row: readonly (Metric | undefined)[],
  aggregate: MetricAggregate,
  directionOf: (key: string) => ToldDirection | null,
): readonly MetricRow[] {
  const metric = row.find((one) => one !== undefined);
  if (metric === undefined) return [];
  const values = row.map((one) => one?.[summaryOf[aggregate]] ?? undefined);
  const told = directionOf(metric.key);
  const { differs, missing } = spreadOf(values.map(normalKey));
  const context = metric.context !== null && Object.keys(metric.context).length > 0 ? metric.context : null;
  return [
    {
      key: metric.key,
      context,
      aggregate,
      values,
      differs,
      missing,
      direction: told?.direction ?? null,
      directionFrom: told?.from ?? null,
      ...extremesOf(values, told?.direction ?? null),
    },
  ];
}

function extremesOf(
  values: readonly (Num | undefined)[],
  direction: Direction | null,
): Pick<MetricRow, 'best' | 'min' | 'max'> {
  let min: Num | null = null;
  let max: Num | null = null;
  for (const value of values) {
    if (value === undefined || Number.isNaN(value)) continue;
    if (min === null || compareNumbers(value, min) < 0) min = value;
    if (max === null || compareNumbers(value, max) > 0) max = value;
  }
  const wanted = direction === 'MINIMIZE' ? min : direction === 'MAXIMIZE' ? max : null;
  const best = values.flatMap((value, at) => {
    return wanted !== null && value !== undefined && compareNumbers(value, wanted) === 0 && !Number.isNaN(value)
      ? [at]
      : [];
  });
  return { best, min, max };
}
