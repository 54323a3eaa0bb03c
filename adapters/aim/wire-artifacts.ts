import { z } from 'zod';
import type { Json, MetricContext } from '../../src/contract/value.ts';
import type { Tree } from './encoding/tree.ts';

// Lenient: fields that are not used are ignored, those that may be left out are optional.

const text = z.string().nullish();

const context = z.custom<MetricContext>(
  (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'expected an object',
);
const named = z.array(z.object({ name: z.string(), context })).nullish();

/** GET /runs/{hash}/info/: what a run tracked, by name. Its `last_value` is made up, and it never tells of logs. */
export const infoAnswer = z.object({
  props: z.object({
    experiment: z.object({ id: z.string() }).nullish(),
    creation_time: z.number().nullish(),
  }),
  traces: z.object({ audios: named, distributions: named, figures: named, images: named, texts: named }),
  // Missing before Aim 3.19.
  artifacts: z.array(z.object({ name: z.string(), path: text, uri: text })).nullish(),
});

export type WireInfo = z.infer<typeof infoAnswer>;

const step = z.union([z.number(), z.bigint()]);
const index = z.union([z.number(), z.bigint()]);
const list = <T extends z.ZodType>(record: T) => z.object({ iters: z.array(step), values: z.array(z.array(record)) });
const single = <T extends z.ZodType>(record: T) => z.object({ iters: z.array(step), values: z.array(record) });

/** What is drawn or heard. The bytes are fetched by `blob_uri`, which is another one in every answer. */
export const mediaSequence = list(z.object({ index, format: text, blob_uri: z.string() }));

export const textSequence = list(z.object({ index, data: z.string() }));

/** Plotly's own JSON, as text. */
export const figureSequence = single(z.object({ data: z.string() }));

const anything = z.custom<Tree>(() => true);

/** `data` is a column of numbers, or null where the weights were none. */
export const distributionSequence = single(
  z.object({ bin_count: anything, range: z.custom<Json>(() => true), data: anything }),
);
