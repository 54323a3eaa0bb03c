import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What the config says of exports. */
export interface ExportsSettings {
  /** Where finished files lie, and what is too much for memory. */
  readonly folder: string;
  readonly folderMb: number;
  readonly freshMs: number;
  readonly ageMs: number;
  /** Of one caller, at each replica. */
  readonly concurrent: number;
  /** Runs that may be read of each source. */
  readonly rows: number;
  readonly columns: number;
  /** How long each source may take, in milliseconds. */
  readonly deadlineMs: number;
}

export const usualExports: ExportsSettings = {
  folder: join(tmpdir(), 'rungraph-exports'),
  folderMb: 4_096,
  freshMs: 10_000,
  ageMs: 3_600_000,
  concurrent: 4,
  rows: 1_000_000,
  columns: 10_000,
  deadlineMs: 3_600_000,
};
