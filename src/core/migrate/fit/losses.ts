import { RungraphError } from '../../../contract/error.ts';
import type { LossCode } from '../../../contract/write-table.ts';

/** Something of a run that the target will not hold as it is. */
export interface Loss {
  readonly code: LossCode;
  /** What it happens to, such as `param lr` or `metric loss`. */
  readonly item: string;
  /** What becomes of it, for people. */
  readonly becomes: string;
}

/** Of a run whose parent stays behind. */
export const orphanLoss: Loss = { code: 'PARENT_NOT_MOVED', item: 'parent', becomes: '' };

/** How often something is lost, with the first few of them. */
export interface LossCount {
  readonly count: number;
  readonly examples: readonly string[];
}

export type LossCounts = { readonly [Code in LossCode]?: LossCount };

/** Examples kept of each loss. */
const mostExamples = 3;

/** Counts losses of a run, or of a whole move. */
export interface Tally {
  note(loss: Loss, count?: number): void;
  add(counts: LossCounts): void;
  counts(): LossCounts;
}

export function openTally(): Tally {
  const found = new Map<LossCode, { count: number; readonly examples: string[] }>();

  function put(code: LossCode, count: number, examples: readonly string[]): void {
    const entry = found.get(code) ?? { count: 0, examples: [] };
    found.set(code, entry);
    entry.count += count;
    for (const example of examples) if (entry.examples.length < mostExamples) entry.examples.push(example);
  }

  return {
    note({ code, item, becomes }, count = 1) {
      if (count > 0) put(code, count, [becomes === '' ? item : `${item}: ${becomes}`]);
    },
    add(counts) {
      for (const [code, loss] of entriesOf(counts)) put(code, loss.count, loss.examples);
    },
    counts: () => Object.fromEntries(found),
  };
}

/** Codes and counts, those of most first. */
export function entriesOf(counts: LossCounts): readonly (readonly [LossCode, LossCount])[] {
  const entries: (readonly [LossCode, LossCount])[] = [];
  let code: LossCode;
  for (code in counts) {
    const loss = counts[code];
    if (loss !== undefined) entries.push([code, loss]);
  }
  return entries.sort(([, a], [, b]) => b.count - a.count);
}

/** @throws CONFLICT where there is a loss that a strict plan does not allow. `what`: what was not done therefore. */
export function refuseOthers(what: string, counts: LossCounts, allowed: ReadonlySet<LossCode>): void {
  const refused = entriesOf(counts).filter(([code]) => !allowed.has(code));
  if (refused.length === 0) return;
  const named = refused.map(([code, { count }]) => `${code} (${count})`).join(', ');
  throw new RungraphError('CONFLICT', `${what}, as --strict does not allow: ${named}.`);
}
