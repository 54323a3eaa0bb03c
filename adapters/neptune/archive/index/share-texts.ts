import type { PartIndex } from './part-index.ts';

/** Hands out one text for equal ones: the same few paths and names occur in thousands of runs. */
export type Share = (text: string) => string;

export function openSharing(): Share {
  const pool = new Map<string, string>();
  return (text) => {
    const known = pool.get(text);
    if (known === undefined) pool.set(text, text);
    return known ?? text;
  };
}

/** The same index, its paths shared. */
export function shareTexts(part: PartIndex, share: Share): PartIndex {
  return {
    ...part,
    runs: part.runs.map((run) => ({
      ...run,
      project: share(run.project),
      system: run.system.map((entry) => [share(entry[0]), entry[1], entry[2]] as const),
      params: run.params.map((entry) => [share(entry[0]), entry[1], entry[2]] as const),
      series: run.series.map((series) => ({ ...series, path: share(series.path) })),
    })),
  };
}
