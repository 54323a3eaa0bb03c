import type { RungraphError } from '../../contract/error.ts';
import type { Projection } from '../../contract/projection.ts';
import { toRungraphError } from '../resilience/to-rungraph-error.ts';
import type { Scope } from '../scope.ts';
import { closeReport } from '../sources/close-report.ts';
import { openReport, stateOfFailure, type SourceReport } from '../sources/report.ts';
import type { Source } from '../sources/source.ts';
import { openCall, type SourceCall } from '../sources/open-call.ts';
import type { FoundNode } from './node.ts';

/** One source's part in a walk: everything asked of it shares a deadline, and one report tells all of it. */
export interface SourceWalk {
  readonly source: Source;
  readonly call: SourceCall;
  /** Does something with the source; what goes wrong is kept for the report, and the answer is `otherwise`. */
  attempt<T>(otherwise: T, work: () => Promise<T>): Promise<T>;
  /** Something failed without an exception. */
  fail(error: RungraphError): void;
  /** Why the answer is not all there is. */
  note(message: string): void;
  /** What went wrong first. */
  failure(): RungraphError | undefined;
  timedOut(): boolean;
  scanned(rows: number): void;
  report(nodes: readonly FoundNode[]): SourceReport;
}

export function openSourceWalk(source: Source, scope: Scope, projection: Projection): SourceWalk {
  const call = openCall(source, scope, projection);
  const startedAt = scope.now();
  const notes = new Set<string>();
  let first: RungraphError | undefined;
  let timedOut = false;
  let [rows, doneAt] = [0, startedAt];

  function fail(error: RungraphError): void {
    first ??= error;
    timedOut ||= error.code === 'TIMEOUT';
  }

  return {
    source,
    call,
    fail,
    note: (message) => notes.add(message),
    failure: () => first,
    timedOut: () => timedOut,
    scanned: (count) => (rows += count),
    async attempt(otherwise, work) {
      try {
        return await work();
      } catch (thrown) {
        fail(toRungraphError(thrown));
        return otherwise;
      } finally {
        doneAt = scope.now();
      }
    },
    report(nodes) {
      const rowsReturned = nodes.filter((node) => node.source === source.id).length;
      const state =
        first === undefined ? (notes.size === 0 ? 'OK' : 'PARTIAL') : rows > 0 ? 'PARTIAL' : stateOfFailure(first);
      const report = {
        ...openReport(source.id, state, startedAt, first),
        message: [...(first === undefined ? [] : [first.message]), ...notes].join(' ') || null,
        latencyMs: doneAt - startedAt,
        rowsScanned: rows,
        rowsReturned,
      };
      return closeReport(scope, report, call.meter);
    },
  };
}
