import type { SourceMeter } from '../call/meter.ts';
import type { Scope } from '../scope.ts';
import type { SourceReport } from './report.ts';
import { sharedCost } from './shared-cost.ts';

/** The finished report, told to the watcher of the whole answer. */
export function closeReport(scope: Scope, report: SourceReport, meter: SourceMeter): SourceReport {
  const closed = withCost(report, meter, sharedCost(scope, report.source).tell());
  scope.onReport?.(closed);
  return closed;
}

/**
 * The same report with what it cost, and how old the data is: STALE where a part is older than it should be, with the
 * failure that it covers for.
 */
export function withCost(report: SourceReport, meter: SourceMeter, shared = 0): SourceReport {
  const { cache, covered } = meter;
  const upstreamCalls = meter.upstreamCalls + shared;
  const asOf = Math.min(report.asOf, meter.readAt ?? report.asOf);
  const told = { ...report, upstreamCalls, cache, asOf };
  if (cache !== 'STALE' || report.state !== 'OK') return told;
  const why = covered === undefined ? 'it is being read again' : `the tracker fails now: ${covered.message}`;
  return { ...told, state: 'STALE', code: covered?.code ?? null, message: `This was read some time ago; ${why}` };
}
