import { RungraphError } from '../../contract/error.ts';
import { hasDate } from '../../contract/time.ts';
import { durationOf } from './read-field.ts';

interface Times {
  readonly nativeId: string;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
}

type TimeField = 'startedAt' | 'endedAt';

/** A time of a run. For one without a date the reason, which the executor makes the error of that field alone. */
export function timeOf(run: Times, field: TimeField, source: string): number | RungraphError | null {
  const time = run[field];
  if (time === null || Number.isNaN(time)) return null;
  return hasDate(time) ? time : withoutDate(run, field, { source });
}

/** How long a run took; the reason where one of its times has no date. */
export function spanOf(run: Times, source: string): number | RungraphError | null {
  const duration = durationOf(run);
  const odd = duration === null ? undefined : oddTimeOf(run);
  return odd === undefined ? duration : withoutDate(run, odd, { source, of: 'durationMs' });
}

/** Which of two times has no date; undefined where both have, or are missing. */
export function oddTimeOf(run: Times): TimeField | undefined {
  return (['startedAt', 'endedAt'] as const).find((field) => {
    const time = run[field];
    return time !== null && !hasDate(time);
  });
}

/** `more`: so many other runs of a page are like it. */
export function withoutDate(
  run: Times,
  field: TimeField,
  { source, of = field, more = 0 }: { readonly source: string; readonly of?: string; readonly more?: number },
): RungraphError {
  const others = more === 0 ? '' : ` and of ${more} more`;
  const told = of === field ? 'it' : `the ${field}`;
  const message =
    `The ${of} of run ${run.nativeId.slice(0, 100)}${others} cannot be told: ${told} is kept as ${run[field]} ` +
    'milliseconds, which is no date. The field native holds what the tracker told.';
  return new RungraphError('PROTOCOL', message, { source });
}
