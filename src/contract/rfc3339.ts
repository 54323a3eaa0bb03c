const rfc3339 = /^(\d{4})-(\d{2})-(\d{2})[Tt ](\d{2}):(\d{2}):(\d{2})(\.\d+)?([Zz]|[+-]\d{2}:\d{2})$/;

/** Text that is spelt as a time and names one that no calendar or clock has. */
export interface NoSuchTime {
  /** Completes "there is no …", such as `month 13`. */
  readonly missing: string;
}

/**
 * The epoch milliseconds of RFC 3339 text with a zone, or why there is no such time; undefined for any other text. Finer
 * fractions are rounded to the nearest millisecond. A leap second is none to anybody who keeps epoch milliseconds.
 */
export function readInstant(text: string): number | NoSuchTime | undefined {
  const match = rfc3339.exec(text);
  if (match === null) return undefined;
  const [, year = '', month = '', day = '', hour = '', minute = '', second = '', fraction = '', zone = ''] = match;
  const missing = missingDay(year, month, day) ?? missingTime(hour, minute, second) ?? missingZone(zone);
  if (missing !== undefined) return { missing };
  const whole = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${zone.toUpperCase()}`);
  return whole + Math.round(Number(`0${fraction}`) * 1000);
}

/** The same for who needs no reason. */
export function parseInstant(text: string): number | undefined {
  const instant = readInstant(text);
  return typeof instant === 'number' ? instant : undefined;
}

/** The first millisecond of a day such as `2026-03-01`, UTC; undefined for any other text. */
export function parseDay(text: string): number | undefined {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) ? parseInstant(`${text}T00:00:00Z`) : undefined;
}

/** JavaScript takes the 30th of February for the 2nd of March. */
function missingDay(year: string, month: string, day: string): string | undefined {
  if (Number(month) < 1 || Number(month) > 12) return `month ${month}`;
  const days = daysOf(Number(year), Number(month));
  if (Number(day) >= 1 && Number(day) <= days) return undefined;
  return `${year}-${month}-${day}: ${year}-${month} has ${days} days`;
}

/** `Date.UTC` takes years below 100 for those of the 20th century. */
function daysOf(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = new Date(Date.UTC(2000, month, 0)).getUTCDate();
  return month === 2 && !isLeap ? days - 1 : days;
}

function missingTime(hour: string, minute: string, second: string): string | undefined {
  const isTime = Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60;
  return isTime ? undefined : `time ${hour}:${minute}:${second}`;
}

function missingZone(zone: string): string | undefined {
  return /^.2[4-9]|^.[3-9]|:[6-9]/.test(zone) ? `offset ${zone}` : undefined;
}
