import type { ErrorCode } from '../contract/error.ts';
import type { ReportState, SourceReport } from '../core/sources/report.ts';

/** One entry of `extensions.incomplete`: why an answer is not complete, or not as fresh as it should be. */
export interface IncompleteEntry {
  readonly source: string;
  readonly state: ReportState;
  readonly code: ErrorCode | null;
  readonly message: string | null;
}

/** Gathers `extensions.incomplete` of one answer from the reports of its lists, each entry once. */
export interface Incomplete {
  readonly note: (report: SourceReport) => void;
  readonly list: () => readonly IncompleteEntry[];
}

export function openIncomplete(): Incomplete {
  const found = new Map<string, IncompleteEntry>();
  return {
    note({ source, state, code, message }) {
      if (isIncomplete({ state, code }))
        found.set(`${source} ${state} ${code ?? ''}`, { source, state, code, message });
    },
    list: () => [...found.values()],
  };
}

/** A source without such a feature answers UNSUPPORTED every time: nothing is missing. A source skipped for a moment counts. */
export function isIncomplete({ state, code }: Pick<SourceReport, 'state' | 'code'>): boolean {
  return state !== 'OK' && !(state === 'SKIPPED' && code === 'UNSUPPORTED');
}
