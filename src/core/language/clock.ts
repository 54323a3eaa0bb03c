const minute = 60_000;

/** What a letter behind a count of `ago` stands for, in milliseconds. */
const units: Readonly<Record<string, number>> = {
  s: 1000,
  m: minute,
  h: 60 * minute,
  d: 24 * 60 * minute,
  w: 7 * 24 * 60 * minute,
};

/**
 * The time of one reading, rounded down to the minute, and to the second beside `s`: questions asked within it are the
 * same question, to caches and to cursors.
 */
export interface Clock {
  now: () => number;
  /** Undefined for text that is no count with a unit, or reaches beyond what a date can say. */
  ago: (text: string) => number | undefined;
  /** When what was asked of it means something else, in epoch milliseconds; null where nothing was. */
  changesAt: () => number | null;
}

/** @param now Epoch milliseconds. */
export function openClock(now: number): Clock {
  let changesAt: number | null = null;
  const since = (step: number): number => {
    const floor = Math.floor(now / step) * step;
    changesAt = Math.min(changesAt ?? Infinity, floor + step);
    return floor;
  };
  return {
    now: () => since(minute),
    ago(text) {
      const match = /^(\d+)\s*([smhdw])$/.exec(text);
      const [, count = '', letter = ''] = match ?? [];
      const unit = units[letter];
      if (unit === undefined) return undefined;
      const time = since(letter === 's' ? 1000 : minute) - Number(count) * unit;
      return Number.isNaN(new Date(time).getTime()) ? undefined : time;
    },
    changesAt: () => changesAt,
  };
}
