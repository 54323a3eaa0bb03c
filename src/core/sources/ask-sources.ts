import type { Projection } from '../../contract/projection.ts';
import { toRungraphError } from '../resilience/to-rungraph-error.ts';
import type { Scope } from '../scope.ts';
import { closeReport } from './close-report.ts';
import { openReport, stateOfFailure, type SourceReport } from './report.ts';
import type { Source } from './source.ts';
import { openCall, type SourceCall } from './open-call.ts';

/** What one source contributed to a list, and how that went. */
export interface Contribution<T> {
  readonly source: Source;
  readonly items: readonly T[];
  readonly report: SourceReport;
}

/** What a source was found to have. */
export interface Found<T> {
  readonly items: readonly T[];
  readonly rowsScanned: number;
  /** Why this is not all; null where it is. */
  readonly partial: string | null;
  /** When it was read, in epoch milliseconds; now where left out. */
  readonly asOf?: number;
}

/** Asks sources for their part of a list, at the same time; one that fails is reported and harms no other. */
export async function askSources<T>(
  scope: Scope,
  sources: readonly Source[],
  projection: Projection,
  ask: (source: Source, call: SourceCall) => Promise<Found<T>>,
): Promise<readonly Contribution<T>[]> {
  return Promise.all(sources.map((source) => askSource(scope, source, projection, ask)));
}

async function askSource<T>(
  scope: Scope,
  source: Source,
  projection: Projection,
  ask: (source: Source, call: SourceCall) => Promise<Found<T>>,
): Promise<Contribution<T>> {
  const call = openCall(source, scope, projection);
  const startedAt = scope.now();
  const finish = (report: SourceReport): SourceReport =>
    closeReport(scope, { ...report, latencyMs: scope.now() - startedAt }, call.meter);
  try {
    await call.ready();
    const { items, rowsScanned, partial, asOf } = await ask(source, call);
    const report = openReport(source.id, partial === null ? 'OK' : 'PARTIAL', asOf ?? startedAt);
    return { source, items, report: finish({ ...report, message: partial, rowsScanned }) };
  } catch (thrown) {
    const error = toRungraphError(thrown);
    return { source, items: [], report: finish(openReport(source.id, stateOfFailure(error), startedAt, error)) };
  } finally {
    call.close();
  }
}
