import { dateTimeScalar } from '../../src/graphql/scalars/date-time.ts';

test.each([
  ['2026-03-05T18:00:00Z', Date.UTC(2026, 2, 5, 18)],
  ['2026-03-05t18:00:00.5z', Date.UTC(2026, 2, 5, 18, 0, 0, 500)],
  ['2026-03-05 18:00:00.0006+05:30', Date.UTC(2026, 2, 5, 12, 30, 0, 1)],
  ['2024-02-29T23:59:59Z', Date.UTC(2024, 1, 29, 23, 59, 59)],
  ['2000-02-29T00:00:00-23:59', Date.UTC(2000, 1, 29, 23, 59)],
  ['2025-12-31T23:59:59.9999Z', Date.UTC(2026, 0, 1)],
])('%s is an instant', (text, time) => {
  expect(dateTimeScalar.parseValue(text)).toBe(time);
});

test.each([
  ['2025-02-30T00:00:00Z', '2025-02 has 28 days'],
  ['2025-02-29T00:00:00+02:00', '2025-02 has 28 days'],
  ['1900-02-29T00:00:00Z', '1900-02 has 28 days'],
  ['2025-04-31T00:00:00Z', '2025-04 has 30 days'],
  ['2025-06-00T00:00:00Z', '2025-06 has 30 days'],
  ['2025-13-01T00:00:00Z', 'there is no month 13'],
  ['2025-00-01T00:00:00Z', 'there is no month 00'],
  ['2025-01-01T24:00:00Z', 'there is no time 24:00:00'],
  ['2025-01-01T12:60:00Z', 'there is no time 12:60:00'],
  ['2025-01-01T23:59:60Z', 'there is no time 23:59:60'],
  ['2025-01-01T00:00:00+24:00', 'there is no offset +24:00'],
  ['2025-01-01T00:00:00+00:60', 'there is no offset +00:60'],
  ['2025-02-30', 'must be RFC 3339 text with a zone'],
  ['2025-01-01T00:00:00', 'must be RFC 3339 text with a zone'],
  ['yesterday', 'must be RFC 3339 text with a zone'],
  [1_764_000_000_000, 'must be RFC 3339 text with a zone'],
])('%s is refused, with the reason', (text, words) => {
  expect(() => dateTimeScalar.parseValue(text)).toThrow(words);
});
