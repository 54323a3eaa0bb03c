import type { RunStatus } from '../../../src/contract/run.ts';
import { runStatuses } from '../../../src/contract/run.ts';
import { textFields, timeFields } from '../oracle/condition.ts';
import type { OracleRun } from '../oracle/oracle-run.ts';
import { durationMs } from '../oracle/oracle-run.ts';
import type { RunFilter } from '../oracle/question.ts';
import type { Draw } from './draw.ts';
import { drawFrom } from './draw.ts';
import { dateTimeLike } from './random-date-time.ts';
import { numberInput, numberLike } from './random-number.ts';
import { equality, numeric, numericOrNaN } from './random-operators.ts';
import { textLike } from './random-text.ts';
import { textual } from './random-text-operators.ts';

/** A clause over one of the text fields of a run. */
export function textFieldClause(draw: Draw): RunFilter {
  const field = draw.random.pick(textFields);
  const occurring = (): string => drawFrom(draw, (run) => present(run[field])) ?? 'nothing';
  return { [field]: textual(draw.random, () => textLike(draw.random, occurring())) };
}

/** A clause over a time or the duration of a run. */
export function timeClause(draw: Draw): RunFilter {
  const { random } = draw;
  if (random.chance(0.35)) {
    const occurring = (): number => drawFrom(draw, (run) => present(durationMs(run))) ?? 0;
    return { durationMs: numericOrNaN(random, () => numberInput(numberLike(random, occurring()))) };
  }
  const field = random.pick(timeFields);
  const occurring = (): number => drawFrom(draw, (run) => present(run[field])) ?? 0;
  return { [field]: numeric(random, () => dateTimeLike(random, occurring())) };
}

/** A clause over the status of a run. */
export function statusClause(draw: Draw): RunFilter {
  const { random } = draw;
  const operand = (): RunStatus =>
    random.chance(0.8) ? (drawFrom(draw, (run) => [run.status]) ?? 'UNKNOWN') : random.pick(runStatuses);
  return { status: equality(random, operand) };
}

function present<T extends OracleRun[keyof OracleRun]>(value: T | null): readonly T[] {
  return value === null ? [] : [value];
}
