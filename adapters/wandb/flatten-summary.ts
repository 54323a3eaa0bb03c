import type { Json, Num } from '../../src/contract/value.ts';
import type { Definitions } from './definitions.ts';
import { flatten, isJsonObject, type JsonObject } from './flatten-config.ts';
import { isMedia, toNum } from './read-fields.ts';

/** A summary, taken apart. */
export interface FlatSummary {
  readonly numbers: ReadonlyMap<string, Num>;
  /** What stands for a metric that the user redefined: `{ max: 0.9 }`, by the metric's key. */
  readonly redefined: ReadonlyMap<string, JsonObject>;
  /** Text, booleans, lists, media, and what lies under a key that was there already. */
  readonly others: ReadonlyMap<string, Json>;
}

/** What the SDK itself writes into every summary and every row. */
const bookkeeping = /^_(?:step|runtime|timestamp)$|^_wandb(?:\.|$)/;

export function isBookkeeping(key: string): boolean {
  return bookkeeping.test(key);
}

/** How the SDK names what `define_metric(…, summary=…)` asked for in place of the last value. */
const aggregates = new Set(['min', 'max', 'mean', 'best', 'last', 'first']);

export function flattenSummary(summary: JsonObject, { redefines }: Definitions): FlatSummary {
  const flat = flatten(summary, (value, key) => isMedia(value) || (redefines(key) && isSummedUp(value)));
  const numbers = new Map<string, Num>();
  const redefined = new Map<string, JsonObject>();
  const others = new Map<string, Json>();
  for (const [key, value] of flat.values) {
    const number = toNum(value);
    if (isBookkeeping(key)) continue;
    if (number === undefined) others.set(key, value);
    else numbers.set(key, number);
  }
  for (const [key, value] of Object.entries(flat.others)) {
    const stands = isJsonObject(value) && !isMedia(value) && isSummedUp(value);
    if (stands && redefines(key) && !numbers.has(key)) redefined.set(key, value);
    else others.set(key, value);
  }
  return { numbers, redefined, others };
}

/** A nested metric of the user's own may have such names too, but then nobody redefined the key above it. */
function isSummedUp(value: JsonObject): boolean {
  const members = Object.entries(value);
  return members.length > 0 && members.every(([name, item]) => aggregates.has(name) && !isNested(item));
}

function isNested(item: Json): boolean {
  return typeof item === 'object' && item !== null;
}
