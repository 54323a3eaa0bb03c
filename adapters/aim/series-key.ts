import { canonicalJson } from '../../src/contract/canonical-json.ts';
import type { MetricContext } from '../../src/contract/value.ts';

/** What tells the series of one run apart. */
export function seriesKey(metric: string, context: MetricContext): string {
  return `${metric}\n${canonicalJson(context)}`;
}
