import type { AnswerPart } from '../../call/meter.ts';

/** What one answer was made of, gathered while it is made. */
export interface AnswerParts {
  readonly note: (part: AnswerPart) => void;
  /** The answer means something else from then on, in epoch milliseconds. */
  readonly until: (time: number) => void;
  /** The answer holds something that changes without the cache's knowledge. */
  readonly spoil: () => void;
  /** What it depends on, where all of it was kept and fresh; null for an answer that must be made again each time. */
  readonly summary: () => PartsSummary | null;
}

export interface PartsSummary {
  readonly keys: readonly string[];
  /** When the first part stops being fresh, in epoch milliseconds. */
  readonly freshUntil: number;
}

export function openAnswerParts(): AnswerParts {
  const keys = new Set<string>();
  let freshUntil = Number.POSITIVE_INFINITY;
  let spoilt = false;
  return {
    note(part) {
      if (part.outcome !== 'HIT') spoilt = true;
      keys.add(part.key);
      freshUntil = Math.min(freshUntil, part.freshUntil);
    },
    until(time) {
      freshUntil = Math.min(freshUntil, time);
    },
    spoil() {
      spoilt = true;
    },
    summary: () => (spoilt || keys.size === 0 ? null : { keys: [...keys], freshUntil }),
  };
}
