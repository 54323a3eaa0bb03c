import { RungraphError } from '../../src/contract/error.ts';
import type { Clause, Filter } from '../../src/contract/filter.ts';
import { stateOf } from './states.ts';

/** A pushed filter as conditions that must all hold. Only called with what capabilities.ts allows. */
export function toNativeFilter(filter: Filter): readonly string[] {
  switch (filter.kind) {
    case 'clause':
      return [toCondition(filter)];
    case 'and':
      return filter.filters.flatMap(toNativeFilter);
    case 'or':
      throw new RungraphError('INTERNAL', 'A search of a logbook takes no "or".');
  }
}

function toCondition({ field, operands }: Clause): string {
  if (field.kind === 'status') return `state:${operands.map(stateOf).join(',')}`;
  return `title:${operands.map(String).join()}`;
}
