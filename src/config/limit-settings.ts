import { z } from 'zod';
import { limitsSettings } from './comparing-settings.ts';

const most = (least: number, highest: number) => z.number().int().min(least).max(highest);

/** Of requests, of documents and of comparisons. */
export const limitSettings = limitsSettings.extend({
  requestsPerMinute: most(1, 10_000_000)
    .default(6_000)
    .describe(
      'How many requests a caller may send in a minute, to all replicas that share a Redis. Not counted: health, pages, 304s, and the owner of the machine.',
    ),
  concurrent: most(1, 100_000)
    .default(100)
    .describe('How many requests of one caller may be under way at a time, at each replica.'),
  rootFields: most(1, 10_000).default(64).describe('How many root fields an operation may have.'),
  aliases: most(1, 100_000)
    .default(500)
    .describe('How many fields of an operation may have an alias, with fragments written out.'),
  directives: most(1, 100_000).default(200).describe('How many directives an operation may have.'),
  upstreamCalls: most(1, 10_000_000)
    .default(100_000)
    .describe('How many requests to trackers an operation may cost, as estimated before anything is asked.'),
  bodyKb: most(1, 1_048_576).default(4_096).describe('How large a request may be, in KiB.'),
});

export type LimitSettings = z.infer<typeof limitSettings>;
