import type { Json } from '../../src/contract/value.ts';
import { isJsonObject } from './flatten-config.ts';

/** What `define_metric` said of the metrics of a run. */
export interface Definitions {
  /** Whether the user has the metric summed up otherwise than by its last value: then its summary is no last value. */
  readonly redefines: (metric: string) => boolean;
}

/** A metric that is summed up by a copy of its last value. */
const copy = 7;

/**
 * `{"1": name, "2": pattern, "7": [flags]}`, as wandb_internal.proto numbers the fields of MetricRecord: there is a name or a
 * pattern. The SDK takes `*` at the end of a pattern alone, and writes a dot within a key as `\.`. The flags are 1 min, 2 max,
 * 3 mean, 4 best, 5 last, 6 none, 7 copy, 8 first.
 */
export function readDefinitions(definitions: Json | undefined): Definitions {
  const names = new Set<string>();
  const prefixes: string[] = [];
  for (const item of Array.isArray(definitions) ? definitions : []) {
    if (!isJsonObject(item)) continue;
    const { '1': name, '2': pattern, '7': flags } = item;
    if (!Array.isArray(flags) || flags.length === 0 || flags.includes(copy)) continue;
    if (typeof name === 'string' && name !== '') names.add(name.replaceAll('\\.', '.'));
    else if (typeof pattern === 'string' && pattern !== '') prefixes.push(pattern.replace(/\*$/, ''));
  }
  // Keys with an underscore in front are the SDK's own, which no pattern is about.
  const isCovered = (metric: string): boolean =>
    !metric.startsWith('_') && prefixes.some((prefix) => metric.startsWith(prefix));
  return { redefines: (metric) => names.has(metric) || isCovered(metric) };
}
