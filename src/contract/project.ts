/** Where runs live; some trackers call it an experiment. Times are epoch milliseconds, UTC. */
export interface Project {
  /** Unique in its source. */
  readonly nativeId: string;
  readonly name: string;
  readonly url: string | null;
  readonly description: string | null;
  readonly createdAt: number | null;
  /** Deleted or archived at the tracker, and still there. Left out of listings unless somebody asks for archived runs. */
  readonly archived: boolean;
}
