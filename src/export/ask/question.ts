import { z } from 'zod';

// What an export may be asked for, by the names of its parameters. What values mean is checked where they are read.

const names = z.array(z.string()).max(10_000);
const count = (least: number) => z.number().int().min(least);

const selection = {
  /** Runs by name, in place of the rest. */
  runs: names.optional(),
  where: z.string().optional(),
  sources: names.optional(),
  projects: names.optional(),
  archived: z.enum(['EXCLUDE', 'ONLY', 'INCLUDE']).optional(),
  /** Values in the words of the expression language; `-` in front puts the greatest first. */
  sort: names.optional(),
  /** At most so many runs; all where left out. */
  first: count(1).optional(),
};

/** Whether a part may be missing. */
const partial = z.enum(['allow', 'refuse']).default('refuse');

const columns = names.min(1);

export const runsQuestion = z.strictObject({
  ...selection,
  columns: columns.default(['name', 'status', 'startedAt']),
  partial,
});

const context = z.record(z.string(), z.json());
const metric = z.union([
  z.string(),
  z.strictObject({
    key: z.string(),
    context: context.nullish(),
    anyContext: z.boolean().nullish(),
    prefix: z.boolean().nullish(),
  }),
]);
const bound = z.number();
const alignments = ['NONE', 'UNION', 'INTERSECT', 'ASOF', 'LINEAR'] as const;

export const seriesQuestion = z.strictObject({
  ...selection,
  /** Keys, with a context in braces or a * at the end; or as the public schema has them. */
  metrics: z.array(metric).min(1).max(1000),
  x: z
    .strictObject({
      kind: z.enum(['STEP', 'TIME', 'RELATIVE_TIME', 'METRIC']).nullish(),
      metric: z.strictObject({ key: z.string(), context: context.nullish() }).nullish(),
      from: bound.nullish(),
      to: bound.nullish(),
    })
    .optional(),
  align: z.enum(alignments).optional(),
  smooth: z
    .strictObject({
      method: z.enum(['EMA', 'TWEMA', 'GAUSSIAN', 'MEAN']),
      weight: z.number().nullish(),
      sigma: z.number().nullish(),
      window: z.number().nullish(),
    })
    .optional(),
  raw: z.boolean().optional(),
  downsample: z.enum(['NONE', 'MINMAX_LTTB', 'LTTB', 'MINMAX']).optional(),
  maxPoints: count(2).optional(),
  /** `text` where steps are integers beyond 2^53. */
  steps: z.enum(['number', 'text']).default('number'),
  partial,
});

export const groupsQuestion = z.strictObject({
  ...selection,
  by: columns,
  measures: names.default([]),
  interval: z
    .strictObject({
      method: z.enum(['T', 'BOOTSTRAP']).nullish(),
      of: z.enum(['MEAN', 'MEDIAN', 'IQM']).nullish(),
      level: z.number().nullish(),
      resamples: z.number().nullish(),
      seed: z.number().nullish(),
    })
    .optional(),
  partial,
});

export const compareQuestion = z.strictObject({ ...selection, onlyDifferent: z.boolean().default(false), partial });

export type RunsQuestion = z.infer<typeof runsQuestion>;
export type SeriesQuestion = z.infer<typeof seriesQuestion>;
export type GroupsQuestion = z.infer<typeof groupsQuestion>;
export type CompareQuestion = z.infer<typeof compareQuestion>;
export type Partial = z.infer<typeof partial>;
export type Selection = Pick<RunsQuestion, keyof typeof selection>;

/** What can be exported, and what may be asked of it. */
export const questions = {
  runs: runsQuestion,
  series: seriesQuestion,
  groups: groupsQuestion,
  compare: compareQuestion,
} as const;
export const kinds = ['runs', 'series', 'groups', 'compare'] as const;
export type ExportKind = (typeof kinds)[number];
