import type { RunStatus, Tag } from '../../../src/contract/run.ts';
import type { MetricContext, Num, Value } from '../../../src/contract/value.ts';

/** One run as the public schema shows it, with all that a filter or a sort can see. Times are epoch milliseconds. */
export interface OracleRun {
  readonly source: string;
  readonly nativeId: string;
  readonly projectName: string;
  readonly name: string | null;
  readonly status: RunStatus;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly user: string | null;
  readonly notes: string | null;
  readonly group: string | null;
  readonly jobType: string | null;
  readonly archived: boolean;
  /** Native id of the run that this one is nested in. */
  readonly parent: string | null;
  readonly tags: readonly Tag[];
  readonly params: readonly OracleParam[];
  readonly metrics: readonly OracleMetric[];
}

export interface OracleParam {
  readonly key: string;
  readonly value: Value;
  /** The text as stored, where the tracker keeps only text. */
  readonly text: string | null;
}

/** A metric with every summary field worked out; null where there is none. */
export interface OracleMetric {
  readonly key: string;
  /** `{}` is the empty context. */
  readonly context: MetricContext;
  readonly last: number | null;
  /** The step of `last`. */
  readonly lastStep: Num | null;
  readonly first: number | null;
  readonly min: number | null;
  readonly max: number | null;
  readonly count: number;
  /** In order of step, then timestamp, then as logged. */
  readonly points: readonly OraclePoint[];
}

export interface OraclePoint {
  readonly step: Num;
  readonly value: number;
  readonly timestamp: number;
  /** Undefined where it was logged without one, or the tracker keeps none. */
  readonly epoch?: number;
}

/** From start to end, in milliseconds; null while either is missing. */
export function durationMs(run: OracleRun): number | null {
  return run.startedAt === null || run.endedAt === null ? null : run.endedAt - run.startedAt;
}
