import type { Fitting } from '../../../contract/write-table.ts';
import type { Tally } from './losses.ts';

/**
 * What keys are called at the target, by the key at the source. Keys that become one get a number each, in the order of
 * their own texts, so that the same keys get the same names whenever they are asked about.
 * @param what For reports, such as `param`.
 */
export function fitKeys(
  what: string,
  keys: readonly string[],
  { fit }: Fitting,
  tally: Tally,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const taken = new Set<string>();
  const all = [...new Set(keys)].sort();
  // A key that stays as it is never gives way to one that is changed.
  const changed = all.filter((key) => {
    if (fit(key) !== key) return true;
    found.set(key, key);
    taken.add(key);
    return false;
  });
  for (const key of changed) {
    const fitting = fit(key);
    const name = freeName(fitting, taken, fit);
    tally.note({ code: 'KEY_RENAMED', item: `${what} ${JSON.stringify(key)}`, becomes: name });
    if (name !== fitting) {
      tally.note({
        code: 'KEY_COLLISION',
        item: `${what} ${JSON.stringify(key)}`,
        becomes: `${name}, as ${fitting} is taken`,
      });
    }
    found.set(key, name);
    taken.add(name);
  }
  return found;
}

/** Room for a number behind a key that is as long as it may be. */
const room = 8;

/** The name, or, where it is taken, the first of `name_2`, `name_3` … that is not. */
export function freeName(name: string, taken: ReadonlySet<string>, fit: Fitting['fit']): string {
  if (!taken.has(name)) return name;
  for (let number = 2; ; number += 1) {
    const ending = `_${number}`;
    const tried = name + ending;
    const free = fit(tried) === tried ? tried : fit(Array.from(name).slice(0, -room).join('') + ending);
    if (!taken.has(free)) return free;
  }
}
