import type { OracleRun } from '../oracle/oracle-run.ts';
import type { SuiteOptions } from '../suite.ts';
import type { OpenTarget } from '../target.ts';

/** What a check is run with: the target, and what the oracle says is in it. */
export interface Conformance extends OpenTarget, SuiteOptions {
  readonly runs: readonly OracleRun[];
}

/** One property of a target, with a short stable id that waivers name. */
export interface Check {
  readonly id: string;
  readonly says: string;
  readonly timeoutMs?: number;
  readonly run: (conformance: Conformance) => Promise<void>;
}
