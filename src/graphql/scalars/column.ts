import { GraphQLScalarType } from 'graphql';
import { isDoubles } from '../../contract/series.ts';
import { wireColumn, type ColumnValues } from '../column.ts';

/** A list of Values serialised in one go. Never an input. */
export const columnScalar = new GraphQLScalarType<never, readonly unknown[]>({
  name: 'Column',
  serialize(value) {
    if (!isColumn(value)) throw new TypeError('Column holds a list.');
    return wireColumn(value);
  },
});

function isColumn(value: unknown): value is ColumnValues {
  return Array.isArray(value) || isDoubles(value);
}
