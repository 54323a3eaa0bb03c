import { z } from 'zod';
import { RungraphError } from '../../src/contract/error.ts';

/** How far one project's list was given out. */
export interface Place {
  /** Where its next page starts; null at its beginning. */
  readonly cursor: string | null;
  /** How many of its runs were given out. */
  readonly seen: number;
  readonly done: boolean;
  /** How many runs it had in all when it was last read; null where nobody said. */
  readonly total: number | null;
  /** When the last of them was created, and all that were created then: what shifts into the next page is known by it. */
  readonly time: number | null;
  readonly ids: readonly string[];
}

/** By project. */
export type Places = ReadonlyMap<string, Place>;

const stored = z.record(
  z.string(),
  z.tuple([
    z.string().nullable(),
    z.number(),
    z.number().nullable(),
    z.array(z.string()),
    z.literal([0, 1]),
    z.number().nullable(),
  ]),
);

export const start: Place = { cursor: null, seen: 0, done: false, total: null, time: null, ids: [] };

export function begin(projects: readonly string[]): Places {
  return new Map(projects.map((project) => [project, start]));
}

/** Null where every project is done. */
export function writePosition(places: Places): string | null {
  if ([...places.values()].every(({ done }) => done)) return null;
  const entries = [...places].filter(([, { cursor, done }]) => cursor !== null || done);
  const written = entries.map(([project, { cursor, seen, done, total, time, ids }]) => {
    return [project, done ? [null, seen, null, [], 1, null] : [cursor, seen, time, ids, 0, total]] as const;
  });
  return JSON.stringify(Object.fromEntries(written));
}

/** A project that the position does not know starts from its beginning. */
export function readPosition(text: string, projects: readonly string[]): Places {
  const parsed = stored.safeParse(safeJson(text));
  if (!parsed.success) throw new RungraphError('INVALID_QUERY', 'The page position is unknown.');
  return new Map(
    projects.map((project) => {
      const [cursor, seen, time, ids, done, total] = parsed.data[project] ?? [null, 0, null, [], 0, null];
      return [project, { cursor, seen, time, ids, done: done === 1, total }];
    }),
  );
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
