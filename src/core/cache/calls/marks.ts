import { isRungraphError } from '../../../contract/error.ts';
import type { Run } from '../../../contract/run.ts';
import type { MetricContext } from '../../../contract/value.ts';
import { canonicalJson } from '../../../contract/canonical-json.ts';
import type { Mark } from '../stores/entry.ts';

/** What changes when people or processes touch a run, as far as every answer about it tells. */
export function markOfRun({ status, nativeStatus, name, startedAt, endedAt, archived, parentId, user }: Run): Mark {
  return [status, nativeStatus, name, startedAt, endedAt, archived, parentId, user];
}

/** What changes when a metric of a run gets more points. Unknown where the run was read without the metric. */
export function markOfSeries(run: Run, nativeKey: string, context: MetricContext | null): Mark {
  const { status, endedAt, metrics } = run;
  const wanted = canonicalJson(context ?? {});
  const metric = isRungraphError(metrics)
    ? undefined
    : metrics.find((one) => one.nativeKey === nativeKey && canonicalJson(one.context ?? {}) === wanted);
  return [status, endedAt, metric?.last, metric?.lastStep];
}

/** Whether two marks tell of a change: somewhere both are known and not the same. NaN is the same as NaN. */
export function differ(a: Mark | undefined, b: Mark | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  return a.some((value, at) => value !== undefined && b[at] !== undefined && !Object.is(value, b[at]));
}
