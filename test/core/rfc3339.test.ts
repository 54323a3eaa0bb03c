import { parseDay, parseInstant } from '../../src/contract/rfc3339.ts';
import { dateTimeScalar } from '../../src/graphql/scalars/date-time.ts';

test.each([
  ['2026-03-05T18:00:00Z', Date.UTC(2026, 2, 5, 18)],
  ['2026-03-05t18:00:00.1z', Date.UTC(2026, 2, 5, 18) + 100],
  ['2026-03-05 18:00:00.0004+01:30', Date.UTC(2026, 2, 5, 16, 30)],
  ['2026-03-05T18:00:00.9996Z', Date.UTC(2026, 2, 5, 18, 0, 1)],
  ['0001-01-01T00:00:00Z', Date.parse('0001-01-01T00:00:00Z')],
  ['2028-02-29T23:59:59-23:59', Date.UTC(2028, 2, 1, 23, 58, 59)],
])('%s is an instant', (text, expected) => {
  expect(parseInstant(text)).toBe(expected);
});

test.each([
  ['a day that the month lacks', '2026-02-30T00:00:00Z'],
  ['a leap day without a leap year', '2026-02-29T00:00:00Z'],
  ['hour 24', '2026-03-05T24:00:00Z'],
  ['month 13', '2026-13-05T00:00:00Z'],
  ['no zone', '2026-03-05T18:00:00'],
  ['a zone of 24 hours', '2026-03-05T18:00:00+24:00'],
  ['a day alone', '2026-03-05'],
  ['words', 'yesterday'],
])('%s is none', (_name, text) => {
  expect(parseInstant(text)).toBeUndefined();
  expect(() => dateTimeScalar.parseValue(text)).toThrow(/^DateTime/);
});

test('a day starts at midnight, UTC', () => {
  expect(parseDay('2026-03-01')).toBe(Date.UTC(2026, 2, 1));
  expect(parseDay('2026-02-30')).toBeUndefined();
  expect(parseDay('2026-03-01T00:00:00Z')).toBeUndefined();
});
