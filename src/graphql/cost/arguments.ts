import { z } from 'zod';
import type { MetricSelector, RunColumn, RunFilter, RunOrder, RunValue } from '../../generated/resolvers.ts';

// Arguments as rules of costs look at them. The schema has coerced them already, so that their inner form is that of its
// input types; what a rule does not look at is left out.

const texts = z.array(z.string()).nullish();
const value = z.custom<RunValue>();

/** Lists of runs, and selections of them. */
export const listArguments = z.object({
  runs: texts,
  where: z.string().nullish(),
  filter: z.custom<RunFilter>().nullish(),
  orderBy: z.array(z.custom<RunOrder>()).nullish(),
  sources: texts,
  projects: texts,
  first: z.number().nullish(),
  after: z.string().nullish(),
});
export type ListArguments = z.infer<typeof listArguments>;

/** Comparisons: one selection or two, and values of their runs. */
export const comparisonArguments = z.object({
  runs: listArguments.nullish(),
  a: listArguments.nullish(),
  b: listArguments.nullish(),
  of: z.string().nullish(),
  by: z.union([z.array(value), z.string()]).nullish(),
  measures: z.array(z.union([z.object({ value }), value])).nullish(),
  target: value.nullish(),
  pairBy: value.nullish(),
  objective: z.object({ value }).nullish(),
  objectives: z.array(z.object({ value })).nullish(),
  metrics: z.array(z.custom<Partial<MetricSelector>>()).nullish(),
});

/** Everything else. */
export const plainArguments = z.object({
  id: z.string().nullish(),
  ids: texts,
  of: z.string().nullish(),
  run: z.string().nullish(),
  keys: texts,
  key: z.string().nullish(),
  aggregate: z.string().nullish(),
  sources: texts,
  projects: texts,
  search: z.string().nullish(),
  first: z.number().nullish(),
  limit: z.number().nullish(),
  depth: z.number().nullish(),
  kinds: texts,
  metrics: z.array(z.custom<MetricSelector>()).nullish(),
  columns: z.array(z.custom<Partial<RunColumn>>()).nullish(),
  representations: z
    .array(z.object({ __typename: z.string(), id: z.string().nullish(), ref: z.string().nullish() }))
    .nullish(),
});
