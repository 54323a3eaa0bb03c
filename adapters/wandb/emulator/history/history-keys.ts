import type { Json } from '../../../../src/contract/value.ts';
import { isObject, type JsonObject } from '../json.ts';
import type { StoredRun } from '../store/world.ts';

export interface HistoryKeys {
  readonly keys: JsonObject;
  readonly lastStep: number;
}

const catalogues = new WeakMap<StoredRun, { readonly rows: number; readonly keys: HistoryKeys | null }>();

/** The catalogue of what a run logged; null where it logged nothing. */
export function historyKeys(run: StoredRun): HistoryKeys | null {
  const known = catalogues.get(run);
  if (known?.rows === run.history.length) return known.keys;
  const keys = readKeys(run);
  catalogues.set(run, { rows: run.history.length, keys });
  return keys;
}

function readKeys({ history }: StoredRun): HistoryKeys | null {
  const last = history.at(-1);
  if (last === undefined) return null;
  const counts = new Map<string, Map<string, number>>();
  for (const row of history) {
    for (const [key, value] of Object.entries(row)) {
      const types = counts.get(key) ?? new Map<string, number>();
      const type = typeName(value);
      counts.set(key, types.set(type, (types.get(type) ?? 0) + 1));
    }
  }
  const keys = [...counts].map(([key, types]) => {
    return [key, { typeCounts: [...types].map(([type, count]) => ({ type, count })) }] as const;
  });
  const lastStep = history.reduce((most, row) => Math.max(most, Number(row['_step'])), 0);
  return { keys: Object.fromEntries(keys), lastStep };
}

function typeName(value: Json): string {
  if (value === null) return 'nil';
  if (Array.isArray(value)) return 'list';
  if (isObject(value)) return typeof value['_type'] === 'string' ? value['_type'] : 'map';
  if (typeof value === 'boolean') return 'bool';
  return typeof value === 'string' ? 'string' : 'number';
}
