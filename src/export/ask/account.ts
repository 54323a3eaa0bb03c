import type { ErrorCode, RungraphError } from '../../contract/error.ts';
import type { ReportState, SourceReport } from '../../core/sources/report.ts';

/** What a source could not give, or gave as it was some time ago. */
export interface Lacking {
  readonly source: string;
  readonly state: ReportState;
  readonly code: ErrorCode | null;
  readonly message: string | null;
}

/** What one export knows of its sources, for headers and for the end of a file. */
export interface Account {
  /** Notes why something is missing. @throws the first error, unless a part may be missing. */
  readonly lack: (errors: readonly RungraphError[]) => void;
  /** How the sources of the reading stand now. */
  reports: () => readonly SourceReport[];
  /** What is missing or old, each once. */
  readonly lacking: () => readonly Lacking[];
}

/** @param allowed Whether a part may be missing. */
export function openAccount(allowed: boolean): Account {
  const found = new Map<string, Lacking>();
  const note = (one: Lacking): void => void found.set(`${one.source} ${one.state} ${one.code ?? ''}`, one);
  return {
    lack(errors) {
      const [first] = errors;
      if (first !== undefined && !allowed) throw first;
      for (const { source = '', code, message } of errors) note({ source, state: 'PARTIAL', code, message });
    },
    reports: () => [],
    lacking() {
      const own = this.reports().filter(isLacking);
      const reported = new Set(own.map(({ source }) => source));
      const told = own.map(({ source, state, code, message }) => ({ source, state, code, message }));
      return [...told, ...[...found.values()].filter(({ source }) => !reported.has(source))];
    },
  };
}

/** A source without such a feature answers UNSUPPORTED every time: nothing is missing. */
function isLacking({ state, code }: SourceReport): boolean {
  return state !== 'OK' && !(state === 'SKIPPED' && code === 'UNSUPPORTED');
}

/** Whether rows of the source are missing. What is old is whole. */
export function isMissing(report: SourceReport): boolean {
  return isLacking(report) && report.state !== 'STALE';
}
