import { z } from 'zod';
import { authSettings } from './auth-settings.ts';
import { exportSettings } from './export-settings.ts';
import { documentsSettings } from './documents-settings.ts';
import { limitSettings } from './limit-settings.ts';
import { computeSettings, conventionsSettings, directionsSettings, keysSettings } from './comparing-settings.ts';
import { tlsSettings } from '../kit/tls-settings.ts';

/** A whole number, also as the text that a variable expands to. */
function wholeNumber(least: number, most: number) {
  const number = z.number().int().min(least).max(most);
  return z.preprocess((value) => (typeof value === 'string' && /^\d+$/.test(value) ? Number(value) : value), number);
}

/** As browsers send it: scheme, host and a port that is not the usual one. */
function isOrigin(text: string): boolean {
  return URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text;
}

export const serverSettings = z.strictObject({
  host: z.string().min(1).default('127.0.0.1').describe('The address to listen on; 0.0.0.0 for every network.'),
  port: wholeNumber(0, 65535).default(4000).describe('The port to listen on; 0 takes a free one.'),
  profile: z
    .literal('production')
    .optional()
    .describe(
      'production: no page to try queries in, no introspection, no names of the schema in errors, and GET questions need a header that pages of other sites cannot send.',
    ),
  federation: z
    .boolean()
    .default(false)
    .describe(
      'true answers as a subgraph of Apollo Federation 2 too: _service tells the schema, _entities what has an id.',
    ),
  publicUrl: z
    .url({ protocol: /^https?$/, error: 'must be an http:// or https:// URL' })
    .optional()
    .describe('Where clients reach the gateway, for addresses of files; where it listens, if left out.'),
  signingKey: z
    .string()
    .min(16, 'must hold 16 characters or more')
    .optional()
    .describe(
      'Signs addresses of files and tells callers apart; the same for all replicas. Random at every start, if left out.',
    )
    .meta({ secret: true }),
  cors: z
    .array(z.string().refine(isOrigin, 'must be an origin such as https://dash.example.com, without a path'))
    .optional()
    .describe('Origins of pages of other sites whose scripts may ask the gateway; none, if left out.'),
  drainMs: wholeNumber(0, 600_000)
    .default(5_000)
    .describe('How long the gateway goes on answering after SIGTERM while /health/ready is 503, in milliseconds.'),
  graceMs: wholeNumber(0, 600_000)
    .default(20_000)
    .describe('How long requests under way may then take before they are cut off, in milliseconds.'),
});

const ms = (most = 7 * 86_400_000) => wholeNumber(0, most);

const redisUrl = z.url({ protocol: /^rediss?$/, error: 'must be a redis:// or rediss:// URL' });

export const cacheSettings = z
  .strictObject({
    redisUrl: redisUrl
      .optional()
      .describe('A Redis that replicas share; the variable REDIS_URL if left out, the memory of this process without.')
      .meta({ secret: true }),
    redisSentinel: z
      .strictObject({
        name: z.string().min(1).describe('The name that Sentinel knows the servers by, such as mymaster.'),
        urls: z
          .array(redisUrl)
          .min(1)
          .describe('Where Sentinels are; user and password in the first are those of the servers.')
          .meta({ secret: true }),
      })
      .optional()
      .describe('Servers that Redis Sentinel watches over, instead of redisUrl.'),
    redisCluster: z
      .array(redisUrl)
      .min(1)
      .optional()
      .describe('Some servers of a Redis Cluster, instead of redisUrl; the others are found through them.')
      .meta({ secret: true }),
    redisTls: tlsSettings.optional().describe('Options of rediss:// connections.'),
    redisTimeoutMs: wholeNumber(1, 60_000)
      .default(100)
      .describe('How long one command of Redis may take, in milliseconds. Longer than a tracker takes is no help.'),
    prefix: z.string().min(1).default('rungraph:').describe('Begins every key in Redis.'),
    memoryMb: wholeNumber(1, 65_536).default(128).describe('The most that this process keeps in memory, in MiB.'),
    answersMb: wholeNumber(1, 65_536)
      .default(32)
      .describe('The most that whole answers, kept ready to be sent again, take in memory, in MiB.'),
    staleMs: ms()
      .default(60_000)
      .describe('How much longer an answer is given out, labelled, while it is read again, in milliseconds.'),
    errorMs: ms()
      .default(3_600_000)
      .describe('How old an answer may be that is given out, labelled, because the tracker fails, in milliseconds.'),
  })
  .refine(
    ({ redisUrl: single, redisSentinel, redisCluster }) =>
      [single, redisSentinel, redisCluster].filter((place) => place !== undefined).length <= 1,
    'name one of redisUrl, redisSentinel and redisCluster',
  );

const freshMs = z
  .strictObject({
    lists: ms().default(5_000).describe('Lists of runs: anything may join them at any time.'),
    running: ms().default(5_000).describe('Runs that go on, and their series.'),
    finished: ms().default(600_000).describe('Runs that have ended: only people change them.'),
    finishedSeries: ms().default(86_400_000).describe('Series of runs that have ended: nothing changes them.'),
    missing: ms().default(2_000).describe('That something is not there.'),
  })
  .prefault({})
  .describe('How long answers of this source are fresh, by kind, in milliseconds.');

/** Keys that every source has, whatever its tracker. */
export const commonSettings = z.object({
  tracker: z.string().describe('The kind of tracker.'),
  deadlineMs: wholeNumber(1, 3_600_000)
    .default(15_000)
    .describe('How long one question may take at this source, in milliseconds.'),
  attemptMs: wholeNumber(1, 3_600_000)
    .optional()
    .describe(
      'How long one request to the tracker may take before it is tried again; as long as deadlineMs, if left out.',
    ),
  concurrency: wholeNumber(1, 256)
    .default(6)
    .describe(
      'How many requests the tracker gets at a time, of one question two thirds of them, of one project all but one.',
    ),
  rate: z
    .strictObject({
      perSecond: z.number().positive().max(100_000).describe('So many requests a second on average.'),
      burst: wholeNumber(1, 100_000).default(10).describe('So many at once after a pause.'),
    })
    .optional()
    .describe(
      'How many requests the tracker gets from all replicas that share a Redis; as many as asked, if left out.',
    ),
  callerHeader: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]*$/, 'must be the name of a header')
    .transform((name) => name.toLowerCase())
    .optional()
    .describe(
      'A header of clients whose value the tracker gets as Authorization: everybody reads with credentials of their own.',
    ),
  freshMs,
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
  limits: limitSettings.prefault({}).describe('How much callers may ask.'),
  documents: documentsSettings.optional().describe('Documents that clients may ask; all of them, if left out.'),
  auth: authSettings.prefault({}).describe('Who may ask, and what they may see.'),
  exports: exportSettings.prefault({}).describe('How tables are exported.'),
  cache: cacheSettings.prefault({}).describe('How answers of trackers are kept.'),
  keys: keysSettings.prefault({}),
  directions: directionsSettings,
  compute: computeSettings.prefault({}),
  conventions: conventionsSettings,
  sources: z
    .record(sourceId, z.record(z.string(), z.unknown()))
    .refine((sources) => Object.keys(sources).length > 0, 'name at least one source')
    .describe('The trackers to read, by an id of your choice.'),
});

export type ServerSettings = z.infer<typeof serverSettings>;
export type CommonSettings = z.infer<typeof commonSettings>;
