import { readValue } from '../../core/language/read-value.ts';
import type { MetricSelector } from '../../generated/resolvers.ts';
import type { SeriesQuestion } from './question.ts';

/**
 * A metric as it is asked for: an object of the public schema, or a text. A text is a key as it is, `train/*` is every key
 * that starts so, and `metrics.loss{"subset": "val"}` is what the expression language means by it. @throws WhereError.
 */
export function readSelector(asked: SeriesQuestion['metrics'][number]): MetricSelector {
  if (typeof asked !== 'string') return asked;
  if (asked.endsWith('*')) return { key: asked.slice(0, -1), prefix: true };
  if (!/^metrics?[.[]/.test(asked)) return { key: asked };
  const field = readValue(asked);
  if (field.kind !== 'metric') return { key: asked };
  return { key: field.key, ...(field.context === undefined ? {} : { context: field.context }) };
}
