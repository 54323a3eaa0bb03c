import { isRungraphError } from '../../contract/error.ts';
import type { Metric, Run } from '../../contract/run.ts';
import type { MetricContext } from '../../contract/value.ts';
import { findMetric } from '../rows/read-field.ts';

/** Which metrics of a run are meant. */
export interface MetricSelector {
  readonly key: string;
  /** Undefined: the empty context, else the first by canonical JSON text. */
  readonly context: MetricContext | undefined;
  /** Every context of a key, in place of one. */
  readonly anyContext: boolean;
  /** Every key that starts so, in place of the one. */
  readonly prefix: boolean;
}

/** The metrics of a run that selectors mean, each once, in the order of the selectors. */
export function chooseMetrics({ metrics }: Run, selectors: readonly MetricSelector[]): readonly Metric[] {
  if (isRungraphError(metrics)) return [];
  const chosen = selectors.flatMap(({ key, context, anyContext, prefix }) => {
    const fits = (metric: Metric): boolean => (prefix ? metric.key.startsWith(key) : metric.key === key);
    const fitting = metrics.filter(fits);
    if (anyContext) return fitting;
    const keys = [...new Set(fitting.map((metric) => metric.key))];
    return keys.flatMap((one) => findMetric(fitting, one, context) ?? []);
  });
  return [...new Set(chosen)];
}
