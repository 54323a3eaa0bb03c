import type { OracleRun } from '../oracle/oracle-run.ts';
import type { RunFilter, RunOrder } from '../oracle/question.ts';

/** A rule, a filter that it decides, and runs on either side. */
export interface GoldenCase {
  readonly rule: string;
  readonly filter: RunFilter;
  readonly yes?: readonly OracleRun[];
  readonly no?: readonly OracleRun[];
}

/** A rule and a filter that it refuses. */
export interface GoldenRefusal {
  readonly rule: string;
  readonly filter: RunFilter;
}

/** A rule of the sort and runs in the order that it wants. */
export interface GoldenOrder {
  readonly rule: string;
  readonly orderBy: readonly RunOrder[];
  readonly inOrder: readonly OracleRun[];
}
