import { RungraphError } from '../../contract/error.ts';
import type { Field } from '../../contract/filter.ts';
import { hasDate } from '../../contract/time.ts';
import type { Row } from '../rows/row.ts';
import { oddTimeOf, withoutDate } from '../rows/odd-time.ts';
import type { Cells } from './cells.ts';
import { isTooDeep } from '../rows/too-deep.ts';

/**
 * Takes out of a column what cannot be told: times without a date, durations that were counted from them, and lists
 * nested too deep. Answers an error a source, which names the first of its runs and how many there are.
 */
export function dropUntold(rows: readonly Row[], field: Field, column: Cells): readonly RungraphError[] {
  if (field.kind === 'param') return dropDeep(rows, field.key, column);
  const { kind } = field;
  return kind === 'startedAt' || kind === 'endedAt' || kind === 'durationMs' ? dropUndated(rows, kind, column) : [];
}

function dropDeep(rows: readonly Row[], key: string, column: Cells): readonly RungraphError[] {
  const errors: RungraphError[] = [];
  column.forEach((value, at) => {
    if (!Array.isArray(value) || !isTooDeep(value)) return;
    column[at] = undefined;
    const { source = '', run } = rows[at] ?? {};
    const message = `The param ${key.slice(0, 100)} of run ${run?.nativeId ?? ''} is nested too deep to be told.`;
    errors.push(new RungraphError('PROTOCOL', message, { source }));
  });
  return errors;
}

function dropUndated(
  rows: readonly Row[],
  kind: 'startedAt' | 'endedAt' | 'durationMs',
  column: Cells,
): readonly RungraphError[] {
  const dropped = new Map<string, Row[]>();
  rows.forEach((row, at) => {
    const value = column[at];
    if (typeof value !== 'number') return;
    const told = kind === 'durationMs' ? oddTimeOf(row.run) === undefined : hasDate(value);
    if (told) return;
    column[at] = undefined;
    if (!Number.isNaN(value)) dropped.set(row.source, [...(dropped.get(row.source) ?? []), row]);
  });
  return [...dropped].flatMap(([source, found]) => {
    const [first] = found;
    if (first === undefined) return [];
    const field = kind === 'durationMs' ? (oddTimeOf(first.run) ?? 'startedAt') : kind;
    return [withoutDate(first.run, field, { source, of: kind, more: found.length - 1 })];
  });
}
