import { WandbFault } from '../fault.ts';
import type { StoredRun } from '../store/world.ts';
import type { Traits } from '../traits.ts';
import { compareValues } from './compare-values.ts';
import { columnOf } from './run-column.ts';

/**
 * Runs by an order such as `-created_at` or `+summary_metrics.loss`; without a sign ascending, without an order newest
 * first. Runs without the value come first or last as the sign has it, as in a database.
 */
export function sortRuns(runs: readonly StoredRun[], order: string | null | undefined, traits: Traits): StoredRun[] {
  const [, sign = '', path = ''] = /^([+-]?)(.+)$/s.exec(order ?? '-created_at') ?? [];
  if (path === '') throw new WandbFault(400, 'invalid order');
  const turn = sign === '-' ? -1 : 1;
  const how = { comparesWithinKinds: false, ignoresCase: traits.ignoresCase, comparesTimes: true };
  const keyed = runs.map((run) => ({ run, value: columnOf(run, path, traits) ?? null }));
  keyed.sort((a, b) => {
    if (a.value === null || b.value === null) return turn * (Number(a.value !== null) - Number(b.value !== null));
    return turn * (compareValues(a.value, b.value, how, false) ?? 0) || a.run.number - b.run.number;
  });
  return keyed.map(({ run }) => run);
}
