import type { ErrorCode, RungraphError } from '../../contract/error.ts';

export type ReportState = 'OK' | 'PARTIAL' | 'STALE' | 'FAILED' | 'SKIPPED';
export type CacheOutcome = 'HIT' | 'MISS' | 'STALE' | 'BYPASS';

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
  readonly cache: CacheOutcome;
  /** Epoch milliseconds. */
  readonly asOf: number;
}

/** A report on a source that nothing was read from: not asked, or failed before the first row. */
export function emptyReport(source: string, state: ReportState, asOf: number, error?: RungraphError): SourceReport {
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
    cache: 'BYPASS',
    asOf,
  };
}
