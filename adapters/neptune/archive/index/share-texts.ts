import type { PartIndex } from './part-index.ts';

/**
 * The same few paths and names occur in thousands of runs: the answer holds one text for each of them. Parts that come
 * from one function share theirs.
 */
export function openSharing(): (part: PartIndex) => PartIndex {
  const pool = new Map<string, string>();
  const share = (text: string): string => {
    const known = pool.get(text);
    if (known === undefined) pool.set(text, text);
    return known ?? text;
  };
  return (part) => ({
    ...part,
    runs: part.runs.map((run) => ({
      ...run,
      project: share(run.project),
      params: run.params.map((entry) => [share(entry[0]), entry[1], entry[2]] as const),
      series: run.series.map((series) => ({ ...series, path: share(series.path) })),
    })),
  });
}
