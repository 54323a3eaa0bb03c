import { z } from 'zod';
import type { Value } from '../../src/contract/value.ts';

// Lenient: fields that are not used are ignored. zod's own number refuses NaN and the infinities, which runs do hold.

const double = z.custom<number>((value) => typeof value === 'number', 'expected a number');
const number = z.union([double, z.bigint()]);
const value: z.ZodType<Value> = z.lazy(() => z.union([number, z.string(), z.boolean(), z.null(), z.array(value)]));

export const versionAnswer = z.object({ logbook: z.string() });

export const booksAnswer = z.object({ books: z.array(z.string()) });

/** Times are epoch milliseconds. */
const entry = z.object({
  id: z.string(),
  book: z.string(),
  title: z.string(),
  state: z.string(),
  author: z.string().nullable(),
  started: double,
  ended: double.nullable(),
  labels: z.array(z.string()),
  inputs: z.array(z.object({ name: z.string(), value })),
  curves: z.array(z.string()),
});

/** Newest first; entries that began at one time are in order of their ids. */
export const entriesAnswer = z.object({ entries: z.array(entry), total: z.number(), goesOn: z.boolean() });

/** For each curve asked: its points as they were logged, each a step, a value and a time. None for an unknown curve. */
export const pointsAnswer = z.object({ curves: z.array(z.array(z.tuple([number, double, double]))) });

export type WireEntry = z.infer<typeof entry>;
export type WireEntries = z.infer<typeof entriesAnswer>;
export type WireCurve = z.infer<typeof pointsAnswer>['curves'][number];
