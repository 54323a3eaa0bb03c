import { GraphQLScalarType, Kind } from 'graphql';
import { hasDate } from '../../contract/time.ts';
import { untold } from '../untold.ts';

const rfc3339 = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;

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
  const match = typeof text === 'string' ? rfc3339.exec(text) : null;
  if (match !== null && typeof text === 'string') {
    const [, fraction = ''] = match;
    const whole = Date.parse(text.replace(fraction, '').replace(' ', 'T').toUpperCase());
    if (!Number.isNaN(whole)) return whole + Math.round(Number(`0${fraction}`) * 1000);
  }
  throw new TypeError('DateTime must be RFC 3339 text with a zone, such as "2026-03-05T18:00:00.000Z".');
}
