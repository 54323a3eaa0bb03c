import { z } from 'zod';
import { RungraphError } from '../../../src/contract/error.ts';
import { parseJson } from '../../../src/kit/parse-json.ts';

const cursor = z.string().nullable();

/**
 * Where a list goes on within a project: at a page of its collections, behind the artifact `last`; at versions that
 * were too many for such a page, each rest with the cursor that it starts at, and `then` at the next page (null: at the
 * runs); or at its runs, for what they saved.
 */
const place = z.discriminatedUnion('at', [
  z.strictObject({ at: z.literal('collections'), after: cursor, last: cursor }),
  z.strictObject({ at: z.literal('versions'), rests: z.array(z.tuple([z.string(), z.string()])).min(1), then: cursor }),
  z.strictObject({ at: z.literal('runs'), after: cursor }),
]);
export type Place = z.infer<typeof place>;

const position = z.strictObject({ project: z.string(), place });
export type Position = z.infer<typeof position>;

export const beginning: Place = { at: 'collections', after: null, last: null };

export function readPosition(text: string): Position {
  const parsed = position.safeParse(safeJson(text));
  if (parsed.success) return parsed.data;
  throw new RungraphError('INVALID_QUERY', 'The page position is unknown.');
}

function safeJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
