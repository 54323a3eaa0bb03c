import { deserialize, serialize } from 'node:v8';
import { constants, deflateRawSync, inflateRawSync } from 'node:zlib';
import { z } from 'zod';
import type { Entry } from './entry.ts';

/** Larger values are compressed: a page of runs shrinks to a fifth, which costs less than sending it. */
const compressFrom = 4096;

const plain = 0;
const deflated = 1;

const markPart = z.union([z.string(), z.number(), z.nan(), z.bigint(), z.boolean(), z.null(), z.undefined()]);

const wireEntry = z.object({
  value: z.unknown(),
  mark: z.array(markPart).optional(),
  readAt: z.number(),
  lifetime: z.object({ freshMs: z.number(), staleMs: z.number(), errorMs: z.number() }),
});

/**
 * An entry as bytes. V8's own format keeps what JSON loses (big integers, NaN, typed arrays as binary columns) and is
 * read by every newer Node.
 */
export function encodeEntry(entry: Entry): Buffer {
  const bytes = serialize(entry);
  if (bytes.length < compressFrom) return Buffer.concat([Buffer.of(plain), bytes]);
  return Buffer.concat([Buffer.of(deflated), deflateRawSync(bytes, { level: constants.Z_BEST_SPEED })]);
}

/** Undefined for what is no entry: another version wrote it, or it was cut. */
export function decodeEntry(bytes: Buffer): Entry | undefined {
  try {
    const body = bytes.subarray(1);
    const parsed = wireEntry.safeParse(deserialize(bytes[0] === deflated ? inflateRawSync(body) : body));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}
