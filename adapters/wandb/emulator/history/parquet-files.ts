import { parquetWriteBuffer, type BasicType } from 'hyparquet-writer';
import type { Json } from '../../../../src/contract/value.ts';
import { toProperJson, type JsonObject } from '../json.ts';
import type { StoredRun } from '../store/world.ts';

/** Rows of one exported file. */
export const rowsPerFile = 4000;

/** How many files hold the exported part of a run's history. */
export function countFiles({ exported }: StoredRun): number {
  return Math.ceil(exported / rowsPerFile);
}

/** Files are written once: what is exported does not change. */
const written = new WeakMap<StoredRun, Map<string, Uint8Array>>();

/** One exported file: a column a key, null where a row does not have it. */
export function exportedFile(run: StoredRun, index: number): Uint8Array {
  const files = written.get(run) ?? new Map<string, Uint8Array>();
  written.set(run, files);
  const place = `${run.exported} ${index}`;
  const bytes = files.get(place) ?? writeFile(run, index);
  files.set(place, bytes);
  return bytes;
}

function writeFile({ history, exported }: StoredRun, index: number): Uint8Array {
  const rows = history.slice(index * rowsPerFile, Math.min(exported, (index + 1) * rowsPerFile));
  const keys = new Set(rows.flatMap((row) => Object.keys(row)));
  const columnData = [...keys].map((name) => toColumn(name, rows));
  return new Uint8Array(parquetWriteBuffer({ columnData, rowGroupSize: 1000 }));
}

function toColumn(
  name: string,
  rows: readonly JsonObject[],
): { name: string; data: unknown[]; type: BasicType; nullable: boolean } {
  const values = rows.map((row) => row[name] ?? null);
  const type = typeOf(values.filter((value) => value !== null));
  return { name, data: values.map((value) => (value === null ? null : spell(value, type))), type, nullable: true };
}

function typeOf(values: readonly Json[]): BasicType {
  if (values.every((value) => typeof value === 'bigint' || Number.isSafeInteger(value))) return 'INT64';
  if (values.every((value) => typeof value === 'number' || typeof value === 'bigint')) return 'DOUBLE';
  if (values.every((value) => typeof value === 'boolean')) return 'BOOLEAN';
  return values.every((value) => typeof value === 'string') ? 'STRING' : 'JSON';
}

function spell(value: Json, type: BasicType): unknown {
  switch (type) {
    case 'INT64':
      return typeof value === 'number' || typeof value === 'bigint' ? BigInt(value) : null;
    case 'DOUBLE':
      return Number(value);
    case 'JSON':
      return toProperJson(value);
    default:
      return value;
  }
}
