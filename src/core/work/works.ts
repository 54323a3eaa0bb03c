import type { RungraphError } from '../../contract/error.ts';
import { correlationRows } from '../correlations/correlation-rows.ts';
import { drawCurves } from '../curves/draw-curves.ts';
import { differenceRows } from '../difference/difference-rows.ts';
import { bandsOf } from '../groups/bands.ts';
import { summarizeMeasures } from '../groups/summarize-measure.ts';
import { judgeColumns } from '../importance/judge-columns.ts';
import { judgePairs } from '../reproduction/judge-pairs.ts';
import { paretoFront } from '../stats/pareto-front.ts';

/** Arithmetic that may take long. What it is given and what it gives is plain data, so that another thread can do it. */
const works = {
  bandsOf,
  correlationRows,
  differenceRows,
  drawCurves,
  summarizeMeasures,
  judgeColumns,
  judgePairs,
  paretoFront,
} as const;

type Works = typeof works;
export type WorkName = keyof Works;
export type Given<Name extends WorkName> = Parameters<Works[Name]>;
export type Result<Name extends WorkName> = ReturnType<Works[Name]>;

/** A work by its name, with what it takes. */
export type Task<Name extends WorkName = WorkName> = {
  readonly [One in Name]: { readonly name: One; readonly given: Given<One> };
}[Name];

/** What became of a task. */
export type Done<Name extends WorkName = WorkName> =
  | { readonly name: Name; readonly result: Result<Name> }
  | { readonly name: Name; readonly refused: Pick<RungraphError, 'code' | 'message'> };

/** Does a work, here or in another thread. Rejects with what the work throws, or CANCELLED where nobody waits any more. */
export type DoWork = <Name extends WorkName>(name: Name, ...given: Given<Name>) => Promise<Result<Name>>;

const byName: { readonly [Name in WorkName]: (...given: Given<Name>) => Result<Name> } = works;

export function doTask<Name extends WorkName>({ name, given }: Task<Name>): Result<Name> {
  return byName[name](...given);
}

// Only this module's own messages go between threads: the name is enough to tell them by.

export function isTask(message: unknown): message is Task {
  return typeof message === 'object' && message !== null && 'name' in message && 'given' in message;
}

export function isDone<Name extends WorkName>(name: Name, message: unknown): message is Done<Name> {
  return typeof message === 'object' && message !== null && 'name' in message && message.name === name;
}
