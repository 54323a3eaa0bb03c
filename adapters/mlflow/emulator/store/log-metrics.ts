import { MlflowFault, invalid } from '../fault.ts';
import { pythonFloat } from '../python-text.ts';
import type { StoredPoint, StoredRun } from './state.ts';
import { checkKey, checkLength } from './validate.ts';

export interface MetricDraft {
  readonly key: string;
  readonly value: number;
  readonly timestamp: bigint;
  readonly step: bigint;
}

/** `path` is where the metric was sent. */
export function checkMetric({ key, value, timestamp }: MetricDraft, path: string): void {
  checkKey(key, `${path}name`);
  if (timestamp < 0n) {
    throw invalid(
      `Invalid value ${timestamp} for parameter '${path}timestamp' supplied: metric '${key}' ` +
        `(value=${pythonFloat(value)}). Timestamp must be a nonnegative long (64-bit integer) `,
    );
  }
  checkLength('Metric name', 250, key);
}

/** Older servers find rows that repeat by comparing values, which fails for NaN: none of the rows is stored then. */
export function checkNanRepeats(run: StoredRun, drafts: readonly MetricDraft[]): void {
  const nans = drafts.filter(({ value }) => Number.isNaN(value));
  const identities = nans.map((draft) => ({ key: draft.key, identity: identityOf(toPoint(draft)) }));
  const isStored = identities.some(({ key, identity }) => run.metrics.get(key)?.identities.has(identity));
  const isTwice = new Set(identities.map(({ key, identity }) => `${identity} ${key}`)).size < identities.length;
  if (isStored || isTwice) {
    throw new MlflowFault(
      'BAD_REQUEST',
      '(sqlite3.IntegrityError) UNIQUE constraint failed: metrics.key, metrics.timestamp, metrics.step, ' +
        'metrics.run_uuid, metrics.value, metrics.is_nan',
    );
  }
}

/** Appends rows. What is repeated exactly is stored once, so that a batch may be sent again. */
export function logMetrics(run: StoredRun, drafts: readonly MetricDraft[]): void {
  for (const draft of drafts) {
    const point = toPoint(draft);
    const identity = identityOf(point);
    const metric = run.metrics.get(draft.key);
    if (metric === undefined) {
      run.metrics.set(draft.key, { latest: point, points: [point], identities: new Set([identity]) });
    } else if (!metric.identities.has(identity)) {
      metric.identities.add(identity);
      metric.points.push(point);
      if (isLater(point, metric.latest)) metric.latest = point;
    }
  }
}

function toPoint({ value, timestamp, step }: MetricDraft): StoredPoint {
  const isNan = Number.isNaN(value);
  // SQLite has no negative zero, hence the addition.
  const kept = isNan ? 0 : Math.min(Math.max(value, -Number.MAX_VALUE), Number.MAX_VALUE) + 0;
  return { value: kept, isNan, timestamp, step };
}

/** What two rows of one metric cannot share. */
function identityOf({ timestamp, step, value, isNan }: StoredPoint): string {
  return `${timestamp} ${step} ${value} ${isNan}`;
}

/** The latest point is that of the greatest step, then timestamp, then value, whatever was written last. */
function isLater(a: StoredPoint, b: StoredPoint): boolean {
  if (a.step !== b.step) return a.step > b.step;
  return a.timestamp === b.timestamp ? a.value > b.value : a.timestamp > b.timestamp;
}
