import { isRungraphError, type RungraphError } from '../../contract/error.ts';
import type { MetricAggregate } from '../../contract/filter.ts';
import type { Metric, Run } from '../../contract/run.ts';
import { summaryOf } from '../rows/read-field.ts';
import type { Row } from '../rows/row.ts';
import type { TableReader } from '../tables/build-table.ts';
import { requireWithin } from './budget.ts';
import type { CompareLimits } from './limits-settings.ts';
import { isChosenKey, type RowChoice } from './rows.ts';

export interface CompletedRuns {
  readonly runs: readonly Run[];
  /** Why values are missing, each once. */
  readonly errors: readonly RungraphError[];
}

/**
 * Runs with an aggregate of their metrics: what the tracker does not keep of those chosen comes from their series.
 * @throws INVALID_QUERY, before any series is read, where that would be too many.
 */
export async function completeMetrics(
  rows: readonly Row[],
  aggregate: MetricAggregate,
  choice: RowChoice,
  { summary }: Pick<TableReader, 'summary'>,
  limits: CompareLimits,
): Promise<CompletedRuns> {
  const name = summaryOf[aggregate];
  const lacking = rows.flatMap((row) => {
    const { metrics } = row.run;
    if (isRungraphError(metrics)) return [];
    return metrics
      .filter((metric) => metric[name] === undefined && isChosenKey(choice, metric.key))
      .map((metric) => ({ row, metric }));
  });
  requireWithin('series', lacking.length, limits);
  const completed = new Map<Metric, Metric>();
  const errors = new Set<RungraphError>();
  await Promise.all(
    lacking.map(async ({ row, metric }) => {
      try {
        completed.set(metric, { ...(await summary(row, metric)), ...metric });
      } catch (error) {
        if (!isRungraphError(error)) throw error;
        errors.add(error);
      }
    }),
  );
  return { runs: rows.map(({ run }) => withMetrics(run, completed)), errors: [...errors] };
}

function withMetrics(run: Run, completed: ReadonlyMap<Metric, Metric>): Run {
  if (completed.size === 0 || isRungraphError(run.metrics)) return run;
  return { ...run, metrics: run.metrics.map((metric) => completed.get(metric) ?? metric) };
}
