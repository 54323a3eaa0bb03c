import { deriveRow } from '../core/compute/derive-row.ts';
import type { RunReader } from '../core/selection/run-reader.ts';
import { wholeSeries } from '../core/series/complete-summaries.ts';
import { requireSource } from '../core/sources/sources.ts';
import type { RequestContext } from './context.ts';

/** Reads what hangs on runs through the request's loaders: in as few calls as they take. */
export function runReader({ sources, loaders, comparing }: RequestContext): RunReader {
  return {
    async projectName({ source, run }) {
      return (await loaders.project(requireSource(sources, source), run.projectId))?.name ?? null;
    },
    derive: (row, fields) => deriveRow(row, fields, comparing),
    summary: (row, metric) => loaders.summary(requireSource(sources, row.source), row, metric),
    series: (row, metric) => loaders.series(requireSource(sources, row.source), wholeSeries(row, metric)),
    environment: ({ source, run }) => loaders.environment(requireSource(sources, source), run.nativeId),
  };
}
