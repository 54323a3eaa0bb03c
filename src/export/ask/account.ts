import type { RungraphError } from '../../contract/error.ts';
import type { SourceReport } from '../../core/sources/report.ts';
import { isIncomplete, type IncompleteEntry } from '../../graphql/incomplete.ts';

/** What one export knows of its sources, for headers and for the end of a file. */
export interface Account {
  /** Notes why something is missing. @throws the first error, unless a part may be missing. */
  readonly lack: (errors: readonly RungraphError[]) => void;
  /** How the sources of the reading stand now. */
  reports: () => readonly SourceReport[];
  /** What is missing or old, each once. */
  readonly lacking: () => readonly IncompleteEntry[];
}

/** @param allowed Whether a part may be missing. */
export function openAccount(allowed: boolean): Account {
  const found = new Map<string, IncompleteEntry>();
  const note = (one: IncompleteEntry): void => void found.set(`${one.source} ${one.state} ${one.code ?? ''}`, one);
  return {
    lack(errors) {
      const [first] = errors;
      if (first !== undefined && !allowed) throw first;
      for (const { source = '', code, message } of errors) note({ source, state: 'PARTIAL', code, message });
    },
    reports: () => [],
    lacking() {
      const own = this.reports().filter(isIncomplete);
      const reported = new Set(own.map(({ source }) => source));
      const told = own.map(({ source, state, code, message }) => ({ source, state, code, message }));
      return [...told, ...[...found.values()].filter(({ source }) => !reported.has(source))];
    },
  };
}

/** Whether rows of the source are missing. What is old is whole. */
export function isMissing(report: SourceReport): boolean {
  return isIncomplete(report) && report.state !== 'STALE';
}
