import type { Metric } from '../../src/contract/run.ts';
import type { Json, Num } from '../../src/contract/value.ts';
import type { Definitions } from './definitions.ts';
import type { JsonObject } from './flatten-config.ts';
import { flattenSummary } from './flatten-summary.ts';
import type { Logged } from './logged.ts';
import { toNum } from './read-fields.ts';

/** What is known of the metrics of a run. */
export interface MetricSources {
  readonly summary: JsonObject;
  /** The latest values of system metrics. */
  readonly system: JsonObject;
  readonly definitions: Definitions;
  /** Left out where nothing speaks against the summary. */
  readonly logged?: Logged | undefined;
}

export interface FlatMetrics {
  readonly metrics: readonly Metric[];
  /** What of the summary is no last value of a metric. */
  readonly others: JsonObject;
}

/**
 * The metrics of a run. LAST is the value at the greatest step. The summary tells it at no cost, and is believed while
 * nothing speaks against it: the user did not redefine the metric, and the summary was written with the last row. Else
 * `last` is left out, to be read from the series. What was never logged has its value in the summary alone.
 */
export function metricsOf(sources: MetricSources, wants: (key: string) => boolean): FlatMetrics {
  const { summary, system, definitions, logged } = sources;
  const { numbers, redefined, others } = flattenSummary(summary, definitions);
  const left = new Map<string, Json>(others);
  const found = new Map<string, Last>();
  const isCurrent = isWrittenLast(summary, logged);
  for (const [key, value] of numbers) {
    const last = isCurrent && !definitions.redefines(key) ? { last: value } : {};
    found.set(key, isLogged(key, logged) ? last : { last: value });
  }
  for (const [key, value] of redefined) {
    const last = toNum(value['last']);
    found.set(key, last !== undefined && isCurrent ? { last } : {});
    left.set(key, value);
  }
  for (const [key, point] of logged?.metrics ?? []) {
    if (point !== null) found.set(key, { last: point.value, lastStep: point.step });
    else if (!found.has(key)) found.set(key, {});
  }
  for (const [key, value] of numbers) if (!isSame(found.get(key)?.last, value)) left.set(key, value);
  for (const [key, value] of Object.entries(system)) {
    const last = toNum(value);
    if (last !== undefined) found.set(key, { last });
  }
  const metrics = [...found].filter(([key]) => wants(key)).map(toMetric);
  return { metrics, others: Object.fromEntries(left) };
}

type Last = Pick<Metric, 'last' | 'lastStep'>;

function toMetric([key, last]: readonly [string, Last]): Metric {
  return { key, nativeKey: key, context: null, ...last };
}

/** Rows and summary are written apart: of a run that goes on, or was killed, one may be ahead of the other. */
function isWrittenLast({ _step: step }: JsonObject, logged: Logged | undefined): boolean {
  const lastStep: Num | null = logged?.lastStep ?? null;
  return lastStep === null || Number(lastStep) === Number(step ?? Number.NaN);
}

function isSame(a: Num | null | undefined, b: Num): boolean {
  return Object.is(a, b) || a == b;
}

function isLogged(key: string, logged: Logged | undefined): boolean {
  return logged === undefined || logged.metrics.has(key);
}
