const hourMs = 3_600_000;
const firstStart = Date.UTC(2026, 0, 5, 8, 0, 0, 123);

/** Start times lie in slots, two hours apart, so that runs tie. */
export function startOfSlot(slot: number): number {
  return firstStart + slot * 2 * hourMs;
}

/** How long runs take: few lengths, so that they tie too. Every one is a whole number of milliseconds. */
export const durationsMs = [60_000, 90_500, hourMs, 5_400_123] as const;
