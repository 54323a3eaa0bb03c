import type { FileImage } from './image/run-image.ts';
import type { LedgerLine } from './ledger.ts';

export type DoneLine = Extract<LedgerLine, { kind: 'done' }>;
export type FailedLine = Extract<LedgerLine, { kind: 'failed' }>;

/** What a ledger says of one run. */
export interface RunState {
  /** Native id at the target; null before it is created. */
  readonly id: string | null;
  readonly done: DoneLine | null;
  /** The last failure, unless it was done since. */
  readonly failed: FailedLine | null;
  readonly skipped: string | null;
  /** Files that were sent whole, by their place at the target. */
  readonly files: ReadonlyMap<string, FileImage>;
}

/** The last word on each run. */
export function statesOf(lines: readonly LedgerLine[]): ReadonlyMap<string, RunState> {
  const states = new Map<string, RunState>();
  const change = (run: string, next: Partial<RunState>): void => {
    states.set(run, { ...(states.get(run) ?? untouched), ...next });
  };
  for (const line of lines) {
    switch (line.kind) {
      case 'created':
        // Another run at the target: nothing of the first one counts.
        change(line.run, { ...untouched, id: line.id, files: new Map() });
        break;
      case 'file': {
        const { bytes, sha256 } = line;
        const files = new Map(states.get(line.run)?.files).set(line.target, { bytes, sha256 });
        change(line.run, { files });
        break;
      }
      case 'done':
        change(line.run, { id: line.id, done: line, failed: null, skipped: null });
        break;
      case 'failed':
        change(line.run, { id: line.id ?? states.get(line.run)?.id ?? null, failed: line, done: null });
        break;
      case 'skipped':
        change(line.run, { skipped: line.why });
        break;
      default:
    }
  }
  return states;
}

const untouched: RunState = { id: null, done: null, failed: null, skipped: null, files: new Map() };

export type ModelLine = Extract<LedgerLine, { kind: 'model' | 'modelFailed' }>;

/** The last word on each model, by native id at the source. */
export function modelStatesOf(lines: readonly LedgerLine[]): ReadonlyMap<string, ModelLine> {
  return new Map(
    lines.flatMap((line) =>
      line.kind === 'model' || line.kind === 'modelFailed' ? [[line.model, line] as const] : [],
    ),
  );
}
