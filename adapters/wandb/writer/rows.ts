import type { Num } from '../../../src/contract/value.ts';
import type { NewPoints } from '../../../src/contract/writer.ts';
import { writeJson } from '../../../src/kit/write-json.ts';

/** A row of a history, by key. A map, since keys that are integers would come first in an object. */
export type Row = ReadonlyMap<string, Num>;

/** Rows of a history, one a step, upwards; keys in the order of the series. */
export function toRows(series: readonly NewPoints[], startedAt: number): readonly Row[] {
  const rows = new Map<Num, Map<string, Num>>();
  for (const { metric, steps, values, timestamps } of series) {
    for (let at = 0; at < values.length; at += 1) {
      const step = steps[at] ?? 0;
      let row = rows.get(step);
      if (row === undefined) rows.set(step, (row = beginning(step, timestamps[at] ?? 0, startedAt)));
      row.set(metric, values[at] ?? Number.NaN);
    }
  }
  const ordered = [...rows].sort(([a], [b]) => (a < b ? -1 : 1));
  return ordered.map(([, row]) => row);
}

/** The same rows as lines of JSON. */
export function toLines(series: readonly NewPoints[], startedAt: number): readonly string[] {
  return toRows(series, startedAt).map(textOf);
}

/** What the SDK puts into every row, in seconds. */
function beginning(step: Num, ms: number, startedAt: number): Map<string, Num> {
  return new Map([
    ['_step', step],
    ['_timestamp', ms / 1000],
    ['_runtime', (ms - startedAt) / 1000],
  ]);
}

function textOf(row: Row): string {
  return `{${[...row].map(([key, value]) => `${JSON.stringify(key)}:${writeJson(value)}`).join(',')}}`;
}

/** Bytes of one request: the SDK sends at most 10 MB. */
const mostBytes = 8_000_000;
/** Of one line, as the SDK has it (MAX_LINE_BYTES in wandb/util.py). */
export const mostLine = 10_383_360;

/** Lines in order, as many together as one request takes. */
export function* inRequests(lines: readonly string[]): Generator<readonly string[]> {
  let [some, bytes]: [string[], number] = [[], 0];
  for (const line of lines) {
    const own = Buffer.byteLength(line);
    if (some.length > 0 && bytes + own > mostBytes) {
      yield some;
      [some, bytes] = [[], 0];
    }
    some.push(line);
    bytes += own;
  }
  if (some.length > 0) yield some;
}
