import { coerceInputValue, isInputType } from 'graphql';
import { printWhere } from '../../../src/core/language/print-where.ts';
import type { RunFilter } from '../../../src/generated/resolvers.ts';
import { toAskedFilter } from '../../../src/graphql/filter-input.ts';
import { createSchema } from '../../../src/graphql/schema.ts';
import type { RandomQuestion } from '../random/random-questions.ts';

const type = createSchema().getType('RunFilter');

/** A filter as a client sends it, as text of the expression language. */
export function toWhere(filter: NonNullable<RandomQuestion['filter']>): string {
  if (!isInputType(type)) throw new Error('there is no input RunFilter');
  return printWhere(toAskedFilter(coerceInputValue(filter, type) as RunFilter));
}
