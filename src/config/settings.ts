import { z } from 'zod';

/** A whole number, also as the text that a variable expands to. */
function wholeNumber(least: number, most: number) {
  const number = z.number().int().min(least).max(most);
  return z.preprocess((value) => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value), number);
}

export const serverSettings = z.strictObject({
  host: z.string().min(1).default('127.0.0.1').describe('The address to listen on; 0.0.0.0 for every network.'),
  port: wholeNumber(0, 65535).default(4000).describe('The port to listen on; 0 takes a free one.'),
  publicUrl: z
    .url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' })
    .optional()
    .describe('Where clients reach the gateway, for addresses of files; where it listens, if left out.'),
  signingKey: z
    .string()
    .min(16, 'must hold 16 characters or more')
    .optional()
    .describe('Signs addresses of files; the same for all replicas. Random at every start, if left out.')
    .meta({ secret: true }),
});

/** Keys that every source has, whatever its tracker. */
export const commonSettings = z.object({
  tracker: z.string().describe('The kind of tracker.'),
  deadlineMs: wholeNumber(1, 3_600_000)
    .default(15_000)
    .describe('How long one question may take at this source, in milliseconds.'),
  concurrency: wholeNumber(1, 256)
    .default(4)
    .describe('How many requests the tracker gets at a time; further ones wait their turn.'),
});

/** The id that a user gives a source: part of every reference, so it holds no slash. */
export const sourceId = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
    'a source id starts with a letter or digit and holds letters, digits, . _ and -',
  );

export const fileSettings = z.strictObject({
  server: serverSettings.prefault({}).describe('Where the gateway listens.'),
  sources: z
    .record(sourceId, z.record(z.string(), z.unknown()))
    .refine((sources) => Object.keys(sources).length > 0, 'name at least one source')
    .describe('The trackers to read, by an id of your choice.'),
});

export type ServerSettings = z.infer<typeof serverSettings>;
