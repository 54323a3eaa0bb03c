import type { ErrorCode } from '../contract/error.ts';
import type { ReportState, SourceReport } from '../core/sources/report.ts';

/** Why an answer is not all there is, or not as fresh as it should be. */
export interface Trouble {
  readonly source: string;
  readonly state: ReportState;
  readonly code: ErrorCode | null;
  readonly message: string | null;
}

/** Gathers what is wrong with the lists of an answer, each once. */
export interface Troubles {
  readonly note: (report: SourceReport) => void;
  readonly list: () => readonly Trouble[];
}

export function openTroubles(): Troubles {
  const found = new Map<string, Trouble>();
  return {
    note({ source, state, code, message }) {
      if (isTrouble(state, code)) found.set(`${source} ${state} ${code ?? ''}`, { source, state, code, message });
    },
    list: () => [...found.values()],
  };
}

/** A source that has no such thing answers so every time: that is no trouble. One that is left alone for a moment is. */
function isTrouble(state: ReportState, code: ErrorCode | null): boolean {
  return state !== 'OK' && !(state === 'SKIPPED' && code === 'UNSUPPORTED');
}
