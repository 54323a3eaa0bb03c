import type { Num } from '../../src/contract/value.ts';
import { isBookkeeping } from './flatten-summary.ts';
import { historyKeysJson } from './wire.ts';

/** The last point of a metric. */
export interface LastPoint {
  readonly step: Num;
  readonly value: Num;
}

/** What a run's history says of its metrics, beside the points. */
export interface Logged {
  /** Metrics that have a point. The last one where it is known without reading the series, else null. */
  readonly metrics: ReadonlyMap<string, LastPoint | null>;
  /** Of the last row; null where there is none, or nobody says. */
  readonly lastStep: Num | null;
}

/** The server's catalogue of what was logged; undefined where it was not asked for. */
export function readLogged(historyKeys: unknown): Logged | undefined {
  if (historyKeys === undefined) return undefined;
  const parsed = historyKeysJson.safeParse(historyKeys);
  // A run that logged nothing has none.
  if (!parsed.success) return { metrics: new Map(), lastStep: null };
  const { keys, lastStep = null } = parsed.data;
  const metrics = Object.entries(keys)
    .filter(([key, { typeCounts }]) => isMetric(key) && typeCounts.some(({ type }) => type === 'number'))
    .map(([key]) => [key, null] as const);
  return { metrics: new Map(metrics), lastStep };
}

/** Metrics of the machine are listed by other means. */
function isMetric(key: string): boolean {
  return !isBookkeeping(key) && !key.startsWith('system/');
}
