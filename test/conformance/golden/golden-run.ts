import type { MetricContext, Value } from '../../../src/contract/value.ts';
import type { OracleMetric, OracleRun } from '../oracle/oracle-run.ts';
import { summarisePoints } from '../oracle/summarise-points.ts';

/** A run with nothing in it but what a case is about. */
export function goldenRun(part: Partial<OracleRun>): OracleRun {
  return {
    source: 'lab',
    nativeId: 'id',
    projectName: 'project',
    name: null,
    status: 'FINISHED',
    startedAt: null,
    endedAt: null,
    user: null,
    notes: null,
    group: null,
    jobType: null,
    archived: false,
    parent: null,
    tags: [],
    params: [],
    metrics: [],
    ...part,
  };
}

export const bareRun = goldenRun({});

/** A run with the param `p`; with its text as stored where the tracker keeps only text. */
export function withParam(value: Value, text: string | null = null): OracleRun {
  return goldenRun({ params: [{ key: 'p', value, text }] });
}

/** Runs with the param `p`, one a value. */
export function withParams(...values: readonly Value[]): readonly OracleRun[] {
  return values.map((value) => withParam(value));
}

/** A run with the tag `t`; null makes it a plain label. */
export function withTag(value: string | null): OracleRun {
  return goldenRun({ tags: [{ key: 't', value }] });
}

/** A run with the metric `m`, its values logged at steps 0, 1, 2 and so on. */
export function withMetric(...values: readonly number[]): OracleRun {
  return goldenRun({ metrics: [metricOf({}, values)] });
}

/** A run with the metric `m` in several contexts, one value each. */
export function withContexts(...metrics: readonly (readonly [MetricContext, number])[]): OracleRun {
  return goldenRun({ metrics: metrics.map(([context, value]) => metricOf(context, [value])) });
}

function metricOf(context: MetricContext, values: readonly number[]): OracleMetric {
  return { key: 'm', context, ...summarisePoints(values.map((value, step) => ({ step, value, timestamp: 0 }))) };
}
