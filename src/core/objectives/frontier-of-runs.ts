import type { Num, Value } from '../../contract/value.ts';
import type { ValueColumn } from '../groups/group-runs.ts';
import { measureColumn } from '../groups/measure.ts';
import type { Row } from '../rows/row.ts';
import { frontierOf, type FrontierPoint } from '../stats/frontier.ts';
import { counted } from '../words/counted.ts';

/** A run that was better than all that had ended before it. */
export interface RunOfFrontier extends Omit<FrontierPoint, 'row'> {
  readonly row: Row;
  /** When it ended, in epoch milliseconds. */
  readonly at: number | null;
  readonly value: Num | null;
}

export interface FrontierOfRuns {
  readonly points: readonly RunOfFrontier[];
  /** How many runs have no end, or no cost; null where all have both. */
  readonly note: string | null;
}

/** The values that a frontier is made of, one column each. */
export interface FrontierColumns {
  readonly value: ValueColumn;
  readonly endedAt: ValueColumn;
  readonly gpuHours: ValueColumn;
  readonly cost: ValueColumn;
}

/** The best so far by end time, and what had been spent until then. */
export function frontierOfRuns(rows: readonly Row[], columns: FrontierColumns, minimize: boolean): FrontierOfRuns {
  const endedAt = toColumn(columns.endedAt);
  const costs = toColumn(columns.cost);
  const values = measureColumn(columns.value).values;
  const points = frontierOf({ endedAt, values, gpuHours: toColumn(columns.gpuHours), costs }, minimize);
  const [endless, free] = [countMissing(endedAt), countMissing(costs)];
  const notes = [
    ...(endless === 0
      ? []
      : [`${counted(endless, 'run')} ${endless === 1 ? 'has no end and is' : 'have no end and are'} left out`]),
    ...(free === 0 ? [] : [`of ${counted(free, 'run')} the cost is not known`]),
  ];
  return {
    points: points.flatMap(({ row, ...point }) => {
      const found = rows[row];
      if (found === undefined) return [];
      return [{ ...point, row: found, at: endedAt[row] ?? null, value: values[row] ?? null }];
    }),
    note: notes.length === 0 ? null : notes.join('; '),
  };
}

/** NaN where there is none. */
function toColumn(values: readonly (Value | undefined)[]): Float64Array {
  return Float64Array.from(values, (value) => (typeof value === 'number' ? value : Number.NaN));
}

function countMissing(column: Float64Array): number {
  return column.reduce((count, value) => count + (Number.isNaN(value) ? 1 : 0), 0);
}
