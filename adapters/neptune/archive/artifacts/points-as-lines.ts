import type { Json } from '../../../../src/contract/value.ts';
import { isRungraphError, RungraphError } from '../../../../src/contract/error.ts';
import { writeJson } from '../../../../src/kit/write-json.ts';
import type { ArchivedRun } from '../catalog.ts';
import type { OwnedKey } from '../../artifacts/artifact-ids.ts';
import { toTime } from '../index/read-row.ts';
import type { SeriesEntry } from '../index/part-index.ts';
import { openPart, type Part } from '../parts/open-part.ts';
import { microStep, stepOf } from '../step.ts';

/** The one file of a series of texts or histograms. Its size is not known before all of it is read. */
export const pointsFile = 'points.jsonl';

export function seriesOf({ series }: ArchivedRun, { kind, path }: OwnedKey): SeriesEntry | undefined {
  return series.find((one) => one.type === kind && one.path === path);
}

/**
 * A series of texts or histograms as lines of JSON, in the order of the export: `step`, `timestamp` in epoch
 * milliseconds, and `value`, which is a text, or a histogram with its `type`, `edges` and `values`. A row group at a time.
 */
export async function* pointsAsLines(
  owner: ArchivedRun,
  series: SeriesEntry,
  toUtc: (time: number) => number,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  for (const { file, groups } of series.places) {
    const part = await openPart(file).catch((error: unknown) => {
      if (!isRungraphError(error)) throw error;
      throw new RungraphError(error.code, `A file of the export is not readable now: ${error.message}.`);
    });
    try {
      for (const group of groups) {
        signal.throwIfAborted();
        const lines = await linesOf(part, group, owner, series, toUtc);
        if (lines !== '') yield Buffer.from(lines);
      }
    } finally {
      await part.close();
    }
  }
}

async function linesOf(
  part: Part,
  group: number,
  { project, run }: ArchivedRun,
  { path, type }: SeriesEntry,
  toUtc: (time: number) => number,
): Promise<string> {
  const column = type === 'string_series' ? 'string_value' : 'histogram_value';
  const names = ['project_id', 'run_id', 'attribute_path', 'attribute_type', 'step', 'timestamp', column] as const;
  const columns = await part.read(group, names);
  const paths = columns.attribute_path ?? [];
  let lines = '';
  for (let row = 0; row < paths.length; row += 1) {
    if (paths[row] !== path || columns.attribute_type?.[row] !== type) continue;
    if (columns.run_id?.[row] !== run || columns.project_id?.[row] !== project) continue;
    const step = microStep(columns.step?.[row]);
    if (step === undefined) continue;
    const time = toUtc(toTime(columns.timestamp?.[row]));
    const value = toJson(columns[column]?.[row]);
    lines += `${writeJson({ step: stepOf(step), timestamp: Number.isNaN(time) ? null : time, value })}\n`;
  }
  return lines;
}

/** JSON has no NaN and no infinities: they go as their names, as everywhere on the wire. */
function toJson(value: unknown): Json {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'bigint') return value;
  if (Array.isArray(value)) return value.map(toJson);
  if (value instanceof Float64Array) return Array.from(value, toJson);
  if (typeof value !== 'object' || value === null) return null;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)]));
}
