// Lengths that nobody knows before a tracker is asked. An estimate counts so many, and says so in docs/access.md.

/** Metrics of a run, where no keys are named, and metrics that begin with a prefix. */
export const assumedMetrics = 50;
/** Metrics of one key that differ in their context. */
export const assumedContexts = 4;
