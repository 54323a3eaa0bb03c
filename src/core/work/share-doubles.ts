import { isDoubles } from '../../contract/series.ts';

/** Doubles that are copied before others may have the event loop: less than 10 ms. */
const piece = 1_000_000;

/**
 * The same plain data with all its doubles in memory that threads share: those that lie there already as they are, the others
 * copied. Nothing that a cache holds is ever taken away from it.
 * @param turn Gives the event loop to others where it was held for long.
 */
export async function shareDoubles(data: unknown, turn: () => Promise<void>): Promise<unknown> {
  const columns = new Set<Float64Array>();
  collectDoubles(data, columns);
  const own = [...columns].filter((column) => !(column.buffer instanceof SharedArrayBuffer));
  const total = own.reduce((sum, column) => sum + column.length, 0);
  if (total === 0) return data;
  const memory = new SharedArrayBuffer(total * Float64Array.BYTES_PER_ELEMENT);
  const shared = new Map<Float64Array, Float64Array>();
  let at = 0;
  for (const column of own) {
    const copy = new Float64Array(memory, at * Float64Array.BYTES_PER_ELEMENT, column.length);
    for (let from = 0; from < column.length; from += piece) {
      copy.set(column.subarray(from, from + piece), from);
      await turn();
    }
    shared.set(column, copy);
    at += column.length;
  }
  return replaceDoubles(data, shared);
}

/** All columns of doubles in plain data. Lists of bare values are not looked through. */
export function collectDoubles(data: unknown, found: Set<Float64Array>): void {
  if (isDoubles(data)) found.add(data);
  else for (const part of Object.values(partsOf(data))) collectDoubles(part, found);
}

function replaceDoubles(data: unknown, shared: ReadonlyMap<Float64Array, Float64Array>): unknown {
  if (isDoubles(data)) return shared.get(data) ?? data;
  const parts = partsOf(data);
  if (parts === nothing) return data;
  if (Array.isArray(parts)) return parts.map((part) => replaceDoubles(part, shared));
  return Object.fromEntries(Object.entries(parts).map(([key, part]) => [key, replaceDoubles(part, shared)]));
}

type Parts = readonly unknown[] | Readonly<Record<string, unknown>>;
const nothing: Parts = [];

/** What doubles may lie in: a list of objects, or a plain object. */
function partsOf(data: unknown): Parts {
  if (typeof data !== 'object' || data === null || ArrayBuffer.isView(data)) return nothing;
  if (!Array.isArray(data)) return { ...data };
  const list: readonly unknown[] = data;
  return list.some((part) => typeof part === 'object' && part !== null) ? list : nothing;
}
