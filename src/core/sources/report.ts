import type { CacheOutcome, SourceMeter } from '../call/meter.ts';
import type { ErrorCode, RungraphError } from '../../contract/error.ts';
import type { Scope } from '../scope.ts';
import { sharedCost } from './shared-cost.ts';

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
  /** What may help whoever asked, where nothing went wrong: keys that no run has. */
  readonly hints: readonly string[];
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
    hints: [],
    cache: 'BYPASS',
    asOf,
  };
}

/** What a failure before the first row makes of a source. */
export function stateOfFailure({ asked }: RungraphError): 'FAILED' | 'SKIPPED' {
  return asked ? 'FAILED' : 'SKIPPED';
}

/** The finished report, told to whoever watches over the whole answer. */
export function closeReport(scope: Scope, report: SourceReport, meter: SourceMeter): SourceReport {
  const closed = withCost(report, meter, sharedCost(scope, report.source).tell());
  scope.onReport?.(closed);
  return closed;
}

/**
 * The same report with what it cost, and how old the data is: STALE where a part is older than it should be, with the
 * failure that it covers for.
 */
function withCost(report: SourceReport, meter: SourceMeter, shared: number): SourceReport {
  const { cache, covered } = meter;
  const upstreamCalls = meter.upstreamCalls + shared;
  const asOf = Math.min(report.asOf, meter.readAt ?? report.asOf);
  const costed = { ...report, upstreamCalls, cache, asOf };
  if (cache !== 'STALE' || report.state !== 'OK') return costed;
  const why = covered === undefined ? 'it is being read again' : `the tracker fails now: ${covered.message}`;
  return { ...costed, state: 'STALE', code: covered?.code ?? null, message: `This was read some time ago; ${why}` };
}
