import type { Filter } from '../../contract/filter.ts';
import { pushNegation, type AskedFilter } from '../query/push-negation.ts';
import { parseWhere } from './parse-where.ts';

export interface CombinedFilter {
  readonly filter: Filter;
  /** When it means something else, because it speaks of the present, in epoch milliseconds; null: never. */
  readonly changesAt: number | null;
}

/**
 * A filter and a text that must both hold.
 * @param now Epoch milliseconds, for texts that speak of the present.
 * @throws INVALID_QUERY for a text that cannot be read.
 */
export function combineFilters(asked: AskedFilter, where: string, now: number): CombinedFilter {
  const { filter, changesAt } = parseWhere(where, now);
  return { filter: pushNegation({ kind: 'and', filters: [asked, filter] }), changesAt };
}
