/** The years 0 to 9999, which RFC 3339 can tell. */
const [firstTime, lastTime] = [Date.parse('0000-01-01T00:00:00Z'), Date.parse('9999-12-31T23:59:59.999Z')];

/**
 * Whether a number is a time in epoch milliseconds that has a date. What a tracker keeps in another unit, such as
 * nanoseconds, has none: it counts as the number that it is in filters and sorts, and is never told as a date.
 */
export function hasDate(time: number): boolean {
  return time >= firstTime && time <= lastTime;
}
