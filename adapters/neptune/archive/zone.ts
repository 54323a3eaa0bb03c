// Series times of 2.x exports are wall clock times of the machine that exported, written down as if they were UTC.

/** Zones change their offset on quarters of an hour, so that one look serves for all times of a quarter. */
const quarterMs = 15 * 60_000;
const offsetText = /^([+-])(\d{2}):?(\d{2})$/;

/** Whether a text is an offset such as `+02:00`, or a zone of the IANA database. */
export function isZone(zone: string): boolean {
  if (offsetText.test(zone)) return true;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/**
 * From wall clock times of a zone to UTC, both in epoch milliseconds. Of the hour that a clock shows twice when it is
 * put back, the first is taken: which one was meant is lost. Times that a clock skips are read as if it had not.
 */
export function toUtc(zone: string): (wall: number) => number {
  const [, sign, hours = 0, minutes = 0] = offsetText.exec(zone) ?? [];
  if (sign !== undefined) {
    const offset = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
    return (wall) => wall - offset;
  }
  const offsetAt = offsetsOf(zone);
  const known = new Map<number, number>();
  return (wall) => {
    if (!Number.isFinite(wall)) return wall;
    const quarter = Math.floor(wall / quarterMs);
    let offset = known.get(quarter);
    if (offset === undefined) {
      const guess = offsetAt(quarter * quarterMs - offsetAt(quarter * quarterMs));
      const before = offsetAt(quarter * quarterMs - guess - quarterMs * 8);
      // The larger offset belongs to the earlier of two readings.
      const earlier = quarter * quarterMs - before;
      offset = offsetAt(earlier) === before ? before : guess;
      known.set(quarter, offset);
    }
    return wall - offset;
  };
}

/** A zone's offset at an instant, in milliseconds. */
function offsetsOf(zone: string): (utc: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (utc) => {
    const parts = new Map(format.formatToParts(utc).map(({ type, value }) => [type, Number(value)]));
    const at = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    const wall = Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second'));
    return wall - Math.floor(utc / 1000) * 1000;
  };
}
