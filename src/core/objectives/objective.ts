import { RungraphError } from '../../contract/error.ts';
import type { Field } from '../../contract/filter.ts';
import { tellDirection, type ComparingSettings } from '../compare/comparing-settings.ts';
import type { Direction } from '../keys/directions.ts';
import { describeField } from '../query/describe.ts';

/** A value of runs, and which way it is good. */
export interface Objective {
  readonly field: Field;
  readonly direction: Direction;
}

/** Which way a value is good: as asked, else what is known of a metric; null where nobody knows. */
export function directionOfField(
  field: Field,
  asked: Direction | null,
  comparing: Pick<ComparingSettings, 'directions'>,
): Direction | null {
  if (field.kind !== 'metric') return asked;
  return tellDirection(comparing, field.key, asked)?.direction ?? null;
}

/** @throws INVALID_QUERY where nobody knows which way it is good. */
export function toObjective(
  field: Field,
  asked: Direction | null,
  comparing: Pick<ComparingSettings, 'directions'>,
  at: string,
): Objective {
  const direction = directionOfField(field, asked, comparing);
  if (direction !== null) return { field, direction };
  const message = `${at}: nobody knows which way ${describeField(field)} is good; say direction: MINIMIZE or MAXIMIZE.`;
  throw new RungraphError('INVALID_QUERY', message);
}
