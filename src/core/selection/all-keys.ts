import { isRungraphError } from '../../contract/error.ts';
import { compareText } from '../rows/compare-values.ts';
import type { Row } from '../rows/row.ts';

/** The keys of all params, or of all metrics, that runs have, each once, by code point. */
export function keysOfRows(rows: readonly Row[], part: 'params' | 'metrics'): readonly string[] {
  const keys = new Set<string>();
  for (const { run } of rows) {
    const own = run[part];
    if (!isRungraphError(own)) for (const { key } of own) keys.add(key);
  }
  return [...keys].sort(compareText);
}
