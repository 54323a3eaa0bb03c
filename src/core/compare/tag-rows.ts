import { isRungraphError } from '../../contract/error.ts';
import type { Run } from '../../contract/run.ts';
import { spreadOf, type Spread } from './normal-form.ts';
import { openGrid, isChosenKey, type RowChoice } from './rows.ts';

/** One tag over runs, in their order. */
export interface TagRow extends Spread {
  readonly key: string;
  /** Null for a plain label, undefined where a run has no such tag. */
  readonly values: readonly (string | null | undefined)[];
}

/** The tags of runs side by side, by key. They are text and compare as text; a plain label has no value. */
export function tagRows(runs: readonly Run[], choice: RowChoice): readonly TagRow[] {
  const grid = openGrid<{ readonly value: string | null }>(runs.length);
  runs.forEach(({ tags }, column) => {
    if (isRungraphError(tags)) return;
    for (const tag of tags) if (isChosenKey(choice, tag.key)) grid.put(tag.key, column, tag);
  });
  return grid
    .rows()
    .map(([key, row]) => {
      const values = row.map((tag) => tag?.value);
      return { key, values, ...spreadOf(values.map((value) => value ?? null)) };
    })
    .filter(({ differs }) => differs || !choice.onlyDifferent);
}
