import { GraphQLScalarType, Kind } from 'graphql';
import { readInstant } from '../../contract/rfc3339.ts';
import { hasDate } from '../../contract/time.ts';
import { untold } from '../untold.ts';

/** Epoch milliseconds inside, RFC 3339 outside. Finer fractions are rounded to the nearest millisecond. */
export const dateTimeScalar = new GraphQLScalarType<number, string>({
  name: 'DateTime',
  serialize(value) {
    if (typeof value !== 'number') throw new TypeError('DateTime holds epoch milliseconds.');
    if (hasDate(value)) return new Date(value).toISOString();
    throw untold(`The tracker told ${value} milliseconds as a time here, which is no date.`);
  },
  parseValue: parse,
  parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined),
});

function parse(text: unknown): number {
  const instant = typeof text === 'string' ? readInstant(text) : undefined;
  if (typeof instant === 'number') return instant;
  if (instant !== undefined) throw new TypeError(`DateTime: there is no ${instant.missing}.`);
  throw new TypeError('DateTime must be RFC 3339 text with a zone, such as "2026-03-05T18:00:00.000Z".');
}
