import { z } from 'zod';
import { RungraphError } from '../../src/contract/error.ts';

/** How far one project's list was given out. */
export interface ListPosition {
  /** Where its next page starts; null at its beginning. */
  readonly cursor: string | null;
  /** How many of its runs were given out. */
  readonly seen: number;
  /** How many runs it had in all when it was last read; null where nobody said. */
  readonly total: number | null;
  /** When the last run was created; null where none was given out. */
  readonly time: number | null;
  /** The runs that were created then, the newest of them: by these a run is known that moves into the next page. */
  readonly ids: readonly string[];
}

export const beginning: ListPosition = { cursor: null, seen: 0, total: null, time: null, ids: [] };

/** More runs of one moment are not remembered: only so many new ones between two pages could push them back. */
const mostIds = 20;

/** The place behind a run. */
export function positionBehind(
  place: ListPosition,
  run: { nativeId: string; startedAt: number | null },
  cursor: string | null,
): ListPosition {
  const time = run.startedAt ?? 0;
  const ids = place.time === time ? [...place.ids, run.nativeId].slice(-mostIds) : [run.nativeId];
  return { cursor: cursor ?? place.cursor, seen: place.seen + 1, total: place.total, time, ids };
}

const stored = z.tuple([
  z.string().nullable(),
  z.number(),
  z.number().nullable(),
  z.number().nullable(),
  z.array(z.string()),
]);

export function writePosition({ cursor, seen, total, time, ids }: ListPosition): string {
  return JSON.stringify([cursor, seen, total, time, ids]);
}

/** @throws INVALID_QUERY for what this adapter did not hand out. */
export function readPosition(text: string): ListPosition {
  const parsed = stored.safeParse(safeJson(text));
  if (!parsed.success) throw new RungraphError('INVALID_QUERY', 'The page position is unknown.');
  const [cursor, seen, total, time, ids] = parsed.data;
  return { cursor, seen, total, time, ids };
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
