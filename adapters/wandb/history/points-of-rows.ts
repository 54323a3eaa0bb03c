import type { Points } from '../../../src/contract/series.ts';
import { openPoints } from '../../../src/kit/points.ts';
import type { Cells } from './read-cells.ts';
import type { Rows } from './rows.ts';

/** The steps of all rows and their times: most metrics have a value in every row, and share them. */
export type Axis = Pick<Points, 'timestamps'> & { readonly steps: Float64Array };

/** There is none where a step is no double. */
export function axisOf({ steps, times }: Rows): Axis | 'none' {
  if (!(steps instanceof Float64Array) && steps.some((step) => typeof step === 'bigint')) return 'none';
  const timestamps = toMilliseconds(times, steps.length);
  return { steps: steps instanceof Float64Array ? steps : Float64Array.from(steps, Number), timestamps };
}

function toMilliseconds(seconds: Cells, count: number): Float64Array {
  const milliseconds = new Float64Array(count);
  // A loop of its own: through `unknown`, each double would be made an object first.
  if (seconds instanceof Float64Array && seconds.length === count) {
    for (let at = 0; at < count; at += 1) milliseconds[at] = Math.round((seconds[at] ?? 0) * 1000);
  } else {
    for (let at = 0; at < count; at += 1) milliseconds[at] = toMs(seconds[at]);
  }
  return milliseconds;
}

/** The points of a column whose rows are in order. Rows in which it is no number are left out. */
export function alongAxis(axis: Axis, column: Cells): Points {
  if (column instanceof Float64Array && column.length === axis.steps.length) {
    // A view of something larger, such as a whole file, would keep all of that.
    const isWhole = column.byteLength === column.buffer.byteLength;
    return { ...axis, values: isWhole ? column : column.slice() };
  }
  const values = new Float64Array(axis.steps.length);
  for (let at = 0; at < values.length; at += 1) {
    const value = toNumber(column[at]);
    if (value === undefined) return withGaps(axis, column);
    values[at] = value;
  }
  return { ...axis, values };
}

function withGaps(axis: Axis, column: Cells): Points {
  const places: number[] = [];
  const values: number[] = [];
  for (let at = 0; at < axis.steps.length; at += 1) {
    const value = toNumber(column[at]);
    if (value === undefined) continue;
    places.push(at);
    values.push(value);
  }
  const placed = (list: Float64Array) => Float64Array.from(places, (place) => list[place] ?? Number.NaN);
  return { steps: placed(axis.steps), values: Float64Array.from(values), timestamps: placed(axis.timestamps) };
}

/** The same where rows are in no order, or steps are no doubles. */
export function inOrderOfSteps({ steps, times }: Rows, column: Cells): Points {
  const builder = openPoints();
  steps.forEach((step, at) => {
    const value = toNumber(column[at]);
    if (value !== undefined) builder.add(step, value, toMs(times[at]));
  });
  return builder.build();
}

/** Text that names a number which JSON cannot say is that number; all other text, media and lists are none. */
export function toNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  return value === 'NaN' || value === 'Infinity' || value === '-Infinity' ? Number(value) : undefined;
}

/** Unix seconds as epoch milliseconds, rounded to the nearest; NaN where there is none. */
export function toMs(seconds: unknown): number {
  const number = toNumber(seconds);
  return number === undefined ? Number.NaN : Math.round(number * 1000);
}
