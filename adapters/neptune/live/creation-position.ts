import { z } from 'zod';
import { field, time } from './nql.ts';

/**
 * Where a list by creation was left: the time that the last entry was created at, and the ids of those of that very time
 * which came already. Servers page no further than 10,000 entries, so that pages go on from a time and not from a number.
 */
export const creationPosition = z.object({ time: z.number(), ids: z.array(z.string()) });
export type CreationPosition = z.infer<typeof creationPosition>;

/** The position behind an entry. */
export function positionBehind(
  createdAt: number | null,
  id: string,
  before: CreationPosition | undefined,
): CreationPosition {
  const at = createdAt ?? 0;
  return before?.time === at ? { time: at, ids: [...before.ids, id] } : { time: at, ids: [id] };
}

/** A time that is shown in milliseconds may hold more: the edge is looked at again, and what came already left out. */
export function testBehind(from: CreationPosition | undefined, descending: boolean): string {
  if (from === undefined) return '';
  const created = field('sys/creation_time', 'datetime');
  return descending ? `${created} < ${time(from.time + 1)}` : `${created} >= ${time(from.time)}`;
}
