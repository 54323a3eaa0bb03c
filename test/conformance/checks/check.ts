import type { OracleRun } from '../oracle/oracle-run.ts';
import type { SuiteOptions } from '../suite.ts';
import type { SampleRun } from '../../../src/emulator-kit/sample/sample-data.ts';
import type { OpenTarget, StoredArtifacts } from '../target.ts';

/** A sample run, and the id that the target gave it. */
export interface StoredSample {
  readonly nativeId: string;
  readonly run: SampleRun;
}

/** What a check is run with: the target, and what the oracle says is in it. */
export interface Conformance extends OpenTarget, SuiteOptions {
  readonly runs: readonly OracleRun[];
  /** The sample runs as the target keeps them. */
  readonly samples: readonly StoredSample[];
  readonly artifacts: StoredArtifacts;
  /** What it calls the versions of a registered model, from 0 on. */
  readonly versionName: (index: number) => string;
  /** Whether the target said itself what it stores. */
  readonly declares: boolean;
}

/** One property of a target, with a short stable id that waivers name. */
export interface Check {
  readonly id: string;
  readonly says: string;
  /** What the target must have been filled with. Where it was not, `checkAbsence` proves that instead. */
  readonly needs?: keyof StoredArtifacts;
  readonly run: (conformance: Conformance) => Promise<void>;
}
