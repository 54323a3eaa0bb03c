import type { Json } from '../../../../src/contract/value.ts';
import { writeJson } from '../../../../src/kit/write-json.ts';
import { WandbFault } from '../fault.ts';
import { readObject, toProperJson, type JsonObject } from '../json.ts';
import type { StoredRun } from '../store/world.ts';

/** What the server sends where nobody says how much. */
const defaultSamples = 500;

/** Lines of history. The upper bound is exclusive; more rows than samples are thinned out. */
export function readHistory(
  { history }: StoredRun,
  { minStep, maxStep, samples }: { readonly minStep?: number; readonly maxStep?: number; readonly samples?: number },
): readonly string[] {
  const rows = history.filter((row) => {
    const step = stepOf(row);
    return (minStep === undefined || step >= minStep) && (maxStep === undefined || step < maxStep);
  });
  return sample(rows, samples).map(writeJson);
}

export function readEvents({ events }: StoredRun, { samples }: { readonly samples?: number }): readonly string[] {
  return sample(events, samples).map(writeJson);
}

/** Rows that hold all keys of the spec. The upper bound is inclusive here. */
export function readSampled({ history }: StoredRun, spec: string): readonly JsonObject[] {
  const { keys, samples, minStep, maxStep } = readObject(spec);
  if (!Array.isArray(keys) || !keys.every((key) => typeof key === 'string')) {
    throw new WandbFault(400, 'invalid spec: keys are missing');
  }
  const rows = history.filter((row) => {
    const step = stepOf(row);
    const inside = (typeof minStep !== 'number' || step >= minStep) && (typeof maxStep !== 'number' || step <= maxStep);
    return inside && keys.every((key) => key in row);
  });
  return sample(rows, typeof samples === 'number' ? samples : undefined).map((row) => pick(row, keys));
}

/** What is not in parquet files yet. */
export function readLive({ history, exported }: StoredRun, keys: readonly string[]): readonly JsonObject[] {
  return history.slice(exported).map((row) => pick(row, ['_step', ...keys]));
}

function pick(row: JsonObject, keys: readonly string[]): JsonObject {
  const members = keys.flatMap((key): [string, Json][] => {
    const value = row[key];
    return value === undefined ? [] : [[key, toProperJson(value)]];
  });
  return Object.fromEntries(members);
}

function stepOf(row: JsonObject): number {
  return Number(row['_step'] ?? 0);
}

/** Every so many rows; the first may be missed, as it is by the server. */
function sample<T>(rows: readonly T[], samples = defaultSamples): readonly T[] {
  if (rows.length <= samples) return rows;
  const stride = rows.length / samples;
  return Array.from({ length: samples }, (_row, index) => rows[Math.floor((index + 0.5) * stride)]).filter(
    (row) => row !== undefined,
  );
}
