import type { CacheOutcome } from '../call/meter.ts';
import type { ErrorCode, RungraphError } from '../../contract/error.ts';

export type ReportState = 'OK' | 'PARTIAL' | 'STALE' | 'FAILED' | 'SKIPPED';

/** What happened at one source for one list. */
export interface SourceReport {
  /** The id that the user gave the source. */
  readonly source: string;
  readonly state: ReportState;
  readonly code: ErrorCode | null;
  readonly message: string | null;
  readonly latencyMs: number;
  readonly upstreamCalls: number;
  readonly rowsScanned: number;
  readonly rowsReturned: number;
  readonly pushed: readonly string[];
  readonly residual: readonly string[];
  /** What may help the caller, where nothing went wrong: keys that no run has. */
  readonly hints: readonly string[];
  readonly cache: CacheOutcome;
  /** Epoch milliseconds. */
  readonly asOf: number;
}

/** A report before anything is counted: of a source that answered, that failed, or that was not asked. */
export function openReport(source: string, state: ReportState, asOf: number, error?: RungraphError): SourceReport {
  return {
    source,
    state,
    code: error?.code ?? null,
    message: error?.message ?? null,
    latencyMs: 0,
    upstreamCalls: 0,
    rowsScanned: 0,
    rowsReturned: 0,
    pushed: [],
    residual: [],
    hints: [],
    cache: 'BYPASS',
    asOf,
  };
}

/** What a failure before the first row makes of a source. */
export function stateOfFailure({ asked }: RungraphError): 'FAILED' | 'SKIPPED' {
  return asked ? 'FAILED' : 'SKIPPED';
}
