import { GraphQLScalarType, Kind } from 'graphql';
import { hasDate } from '../../contract/time.ts';
import { untold } from '../untold.ts';

const rfc3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;

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
  if (match === null) {
    throw new TypeError('DateTime must be RFC 3339 text with a zone, such as "2026-03-05T18:00:00.000Z".');
  }
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', fraction = '', zone = ''] = match;
  checkDay(year, month, day);
  // A leap second is none to anybody who keeps epoch milliseconds.
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) refuse(`time ${hour}:${minute}:${second}`);
  if (/^.2[4-9]|^.[3-9]|:[6-9]/.test(zone)) refuse(`offset ${zone}`);
  const whole = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone.toUpperCase()}`);
  return whole + Math.round(Number(`0${fraction}`) * 1000);
}

/** JavaScript goes on counting where a month ends: the 30th of February is the 2nd of March to it. */
function checkDay(year: string, month: string, day: string): void {
  if (Number(month) < 1 || Number(month) > 12) refuse(`month ${month}`);
  const days =
    new Date(Date.UTC(2000, Number(month), 0)).getUTCDate() - (month === '02' && !isLeap(Number(year)) ? 1 : 0);
  if (Number(day) >= 1 && Number(day) <= days) return;
  refuse(`${year}-${month}-${day}: ${year}-${month} has ${days} days`);
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

function refuse(what: string): never {
  throw new TypeError(`DateTime: there is no ${what}.`);
}
