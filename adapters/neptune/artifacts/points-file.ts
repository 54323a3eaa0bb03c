import type { OpenFile } from '../../../src/contract/artifacts.ts';
import type { Json, Num } from '../../../src/contract/value.ts';
import { writeJson } from '../../../src/kit/write-json.ts';

/** The one file of a series of texts or histograms. Its size is not known before all of it is read. */
export const pointsFile = 'points.jsonl';

/**
 * A point as a line of JSON: `step`, `timestamp` in epoch milliseconds, and `value`, which is a text, or a histogram with
 * its `type`, `edges` and `values`.
 */
export function lineOf(step: Num, time: number, value: unknown): string {
  return `${writeJson({ step, timestamp: Number.isNaN(time) ? null : time, value: toJson(value) })}\n`;
}

/** Opens the file. */
export function openLines(body: AsyncIterable<Uint8Array>): OpenFile {
  const contentType = 'application/jsonl';
  return { sizeBytes: null, range: null, contentType, digest: null, etag: null, body, close: () => undefined };
}

/** JSON has no NaN and no infinities: they go as their names, as everywhere on the wire. */
function toJson(value: unknown): Json {
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'bigint') return value;
  if (Array.isArray(value)) return value.map(toJson);
  if (value instanceof Float64Array) return Array.from(value, toJson);
  if (typeof value !== 'object' || value === null) return null;
  const members = Object.entries(value).map(([key, item]): [string, Json] => [key, toJson(item)]);
  return Object.fromEntries(members.sort(([a], [b]) => histogramMembers.indexOf(a) - histogramMembers.indexOf(b)));
}

/** In this order, whatever order the file has them in. */
const histogramMembers = ['type', 'edges', 'values'];
