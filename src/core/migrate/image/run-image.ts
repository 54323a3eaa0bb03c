import { createHash } from 'node:crypto';
import { canonicalJson } from '../../../contract/canonical-json.ts';
import type { Points } from '../../../contract/series.ts';
import type { MetricContext } from '../../../contract/value.ts';

/** A series, as far as two of them must be equal. */
export interface SeriesImage {
  readonly points: number;
  /** Of all steps, times and values, bit by bit. */
  readonly sha256: string;
}

export interface FileImage {
  readonly bytes: number;
  readonly sha256: string;
}

/** All that a run must hold at the target, in one comparable form: made of the source, and of what is read back. */
export interface RunImage {
  readonly fields: Readonly<Record<string, string | number | null>>;
  readonly params: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string | null>>;
  /** By key, and context where there are contexts. */
  readonly series: Readonly<Record<string, SeriesImage>>;
  /** `name@digest`, in order. */
  readonly inputs: readonly string[];
  readonly files: Readonly<Record<string, FileImage>>;
}

/** What is noted at the target, and what tells two runs apart. */
export function digestOf(image: RunImage): string {
  return `sha256:${createHash('sha256').update(canonicalJson(image)).digest('hex')}`;
}

/** How a series is called in an image. */
export function seriesName(metric: string, context: MetricContext | null): string {
  return context === null || Object.keys(context).length === 0 ? metric : `${metric} ${canonicalJson(context)}`;
}

/** Points that are hashed at a time. */
const chunkPoints = 4096;
const pointBytes = 24;

/** Of points in the canonical order: 8 bytes each of step (int64, cut to an integer), time and value (doubles), little-endian. */
export function seriesImage({ steps, values, timestamps, epochs }: Points): SeriesImage {
  const hash = createHash('sha256');
  const count = values.length;
  const fractions: string[] = [];
  const buffer = Buffer.alloc(Math.min(count, chunkPoints) * pointBytes);
  for (let start = 0; start < count; start += chunkPoints) {
    const end = Math.min(count, start + chunkPoints);
    for (let at = start; at < end; at += 1) {
      const offset = (at - start) * pointBytes;
      const step = steps[at] ?? 0;
      if (typeof step === 'number' && !Number.isInteger(step)) fractions.push(`${at}:${step}`);
      buffer.writeBigInt64LE(wholeStep(step), offset);
      buffer.writeDoubleLE(timestamps[at] ?? Number.NaN, offset + 8);
      // All NaN are one.
      const value = values[at] ?? Number.NaN;
      buffer.writeDoubleLE(Number.isNaN(value) ? Number.NaN : value, offset + 16);
    }
    hash.update(buffer.subarray(0, (end - start) * pointBytes));
  }
  if (epochs?.some((epoch) => !Number.isNaN(epoch))) hash.update(epochs.join());
  // A step between two integers is told of behind the points.
  if (fractions.length > 0) hash.update(fractions.join());
  return { points: count, sha256: hash.digest('hex') };
}

function wholeStep(step: number | bigint): bigint {
  return typeof step === 'bigint' ? BigInt.asIntN(64, step) : BigInt(Math.trunc(step));
}
