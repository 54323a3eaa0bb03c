/** How much an export may take. */
export interface ExportSettings {
  /** Runs that may be read of each source. */
  readonly mostRows: number;
  /** How long each source may take, in milliseconds. */
  readonly deadlineMs: number;
  /** Columns of a table, or of wide series. */
  readonly mostColumns: number;
}
