import type { Metric } from '../../src/contract/run.ts';
import type { Json, Num, Value } from '../../src/contract/value.ts';
import { flatten, isJsonObject, type JsonObject } from './flatten-config.ts';
import { historyKeysJson, type WireRun } from './wire.ts';

/** What the SDK itself writes into every summary and every row. */
const bookkeeping = /^_(?:step|runtime|timestamp)$|^_wandb(?:\.|$)/;
/** How the SDK names what `define_metric(…, summary=…)` asked for in place of the last value. */
const aggregates = ['min', 'max', 'mean', 'best', 'last', 'first'];

export interface FlatMetrics {
  readonly metrics: readonly Metric[];
  /** What of the summary is no number: text, booleans, lists, media. */
  readonly others: JsonObject;
}

/** The metrics of a run by its summary; those that it logged and does not sum up have no `last`. */
export function metricsOf(
  wire: Pick<WireRun, 'historyKeys'>,
  summary: JsonObject,
  system: JsonObject,
  definitions: Json | undefined,
  wants: (key: string) => boolean,
): FlatMetrics {
  const flat = flatten(summary, isMedia);
  const found = new Map<string, Num | undefined>();
  const others: [string, Json][] = Object.entries(flat.others);
  for (const [key, value] of flat.values) {
    const number = toNum(value);
    if (bookkeeping.test(key)) continue;
    if (number === undefined) others.push([key, value]);
    else found.set(key, number);
  }
  for (const { name, summed } of readDefinitions(definitions)) {
    if (!summed || found.has(name)) continue;
    const last = found.get(`${name}.last`);
    for (const aggregate of aggregates) found.delete(`${name}.${aggregate}`);
    found.set(name, last);
  }
  for (const key of numericKeys(wire.historyKeys)) if (!found.has(key)) found.set(key, undefined);
  for (const [key, value] of Object.entries(system)) {
    const number = toNum(value);
    if (number !== undefined) found.set(key, number);
  }
  const metrics = [...found].filter(([key]) => wants(key)).map(toMetric);
  return { metrics, others: Object.fromEntries(others) };
}

function toMetric([key, last]: readonly [string, Num | undefined]): Metric {
  return { key, nativeKey: key, context: null, ...(last === undefined ? {} : { last }) };
}

/** Text that is the name of a number that JSON cannot say is that number. */
export function toNum(value: Value | Json | undefined): Num | undefined {
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  return value === 'NaN' || value === 'Infinity' || value === '-Infinity' ? Number(value) : undefined;
}

export function isMedia(value: JsonObject): boolean {
  return typeof value['_type'] === 'string';
}

/** `{"1": name, "7": [flags]}`: the flags are 1 min … 6 none, 7 copy, 8 first, as wandb_telemetry's protobuf numbers them. */
function readDefinitions(
  definitions: Json | undefined,
): readonly { readonly name: string; readonly summed: boolean }[] {
  if (!Array.isArray(definitions)) return [];
  return definitions.flatMap((item: unknown) => {
    if (!isJsonObject(item) || typeof item['1'] !== 'string') return [];
    const flags: unknown = item['7'];
    return [{ name: item['1'], summed: Array.isArray(flags) && flags.length > 0 && !flags.includes(7) }];
  });
}

function numericKeys(historyKeys: unknown): readonly string[] {
  const parsed = historyKeysJson.safeParse(historyKeys);
  if (!parsed.success) return [];
  return Object.entries(parsed.data.keys)
    .filter(
      ([key, { typeCounts }]) =>
        !bookkeeping.test(key) && !key.startsWith('system/') && typeCounts.some(({ type }) => type === 'number'),
    )
    .map(([key]) => key);
}
