import { z } from 'zod';
import { canonicalJson } from '../contract/canonical-json.ts';
import type { MetricContext } from '../contract/value.ts';
import { parseDay, parseInstant } from '../contract/rfc3339.ts';
import { isRungraphError } from '../contract/error.ts';
import { usualLimits } from '../core/compare/limits-settings.ts';
import { readNamePattern } from '../core/names/name-pattern.ts';

const positive = z.number().positive().max(1e12);
const glob = z.string().min(1);

/** A day, or RFC 3339 text with a zone, as epoch milliseconds. */
const time = z.string().transform((text, context) => {
  const found = parseDay(text) ?? parseInstant(text);
  if (found !== undefined) return found;
  context.addIssue({ code: 'custom', message: 'must be a day such as 2026-03-01, or RFC 3339 text with a zone' });
  return z.NEVER;
});

const pattern = z.string().transform((text, context) => {
  try {
    return readNamePattern(text);
  } catch (error) {
    if (!isRungraphError(error)) throw error;
    context.addIssue({ code: 'custom', message: error.message });
    return z.NEVER;
  }
});

const named = { source: z.string().optional(), key: z.string().min(1) };
const context = z
  .record(z.string(), z.json())
  .describe('Of a metric: the context of the one series that is meant, which is then taken out of its key.');

function aliasesOf(entry: typeof named | (typeof named & { context: z.ZodOptional<typeof context> })) {
  return z.record(z.string().min(1), z.array(z.union([z.string().min(1), z.strictObject(entry)])).min(1)).default({});
}
const aliases = aliasesOf(named);

/** What an entry stands for: one series of a metric is another thing than the metric. */
function nameOfAlias(alias: string | { readonly key: string; readonly context?: MetricContext | undefined }): string {
  if (typeof alias === 'string') return alias;
  return alias.context === undefined ? alias.key : `${alias.key} ${canonicalJson(alias.context)}`;
}

export const keysSettings = z
  .strictObject({
    params: aliases.describe('Params: other names by the key that answers bear.'),
    metrics: aliasesOf({ ...named, context: context.optional() }).describe(
      'Metrics: other names by the key that answers bear.',
    ),
    tags: aliases.describe('Tags: other names by the key that answers bear.'),
  })
  .superRefine((kinds, context) => {
    for (const [kind, group] of Object.entries(kinds)) {
      const names = Object.entries(group).flatMap(([key, others]) => [...new Set([key, ...others.map(nameOfAlias)])]);
      const twice = names.find((name, at) => names.indexOf(name) !== at);
      if (twice === undefined) continue;
      context.addIssue({ code: 'custom', path: [kind], message: `"${twice}" stands for two keys` });
    }
  })
  .describe('Keys that mean the same: the first name in the list that a run has counts. A name may be of one source.');

export const directionsSettings = z
  .record(z.string(), z.enum(['MINIMIZE', 'MAXIMIZE']))
  .default({})
  .describe('Which way metrics are good, by key or by a pattern such as `*loss*`; by a word in the key, if left out.');

export const computeSettings = z
  .strictObject({
    currency: z.string().min(1).optional().describe('Of all prices, such as EUR.'),
    prices: z
      .array(
        z.strictObject({
          gpu: glob.describe('A pattern for names of GPUs, such as `*A100*`.'),
          source: z.string().optional().describe('Only runs of this source.'),
          from: time.optional().describe('Only runs that started then or later.'),
          perGpuHour: z.number().min(0).max(1e9).describe('The price of a GPU for an hour.'),
        }),
      )
      .default([])
      .describe('What GPUs cost; the first entry that fits a run counts: gpu, source, from, perGpuHour.'),
    watts: z
      .array(z.strictObject({ gpu: glob, watts: positive }))
      .default([])
      .describe('What GPUs draw; the first entry that fits counts: gpu, watts.'),
    pue: z
      .number()
      .min(1)
      .max(10)
      .default(1)
      .describe('What a data centre takes for each unit that its machines take.'),
    gridKgPerKwh: z.number().min(0).max(10).optional().describe('Emissions of the grid, in kg of CO2 a kWh.'),
    keys: z
      .strictObject({
        gpuCount: z
          .array(z.string().regex(/^(params|metrics|tags)\../, 'must be a key such as params.n_gpus'))
          .default([])
          .describe('Where runs say how many GPUs they had, such as params.n_gpus.'),
      })
      .prefault({})
      .describe('Keys that are looked at.'),
  })
  .refine(({ currency, prices }) => prices.length === 0 || currency !== undefined, 'prices need a currency')
  .describe('What machines cost, draw and emit.');

export const conventionsSettings = z
  .array(
    z.strictObject({
      projects: z.array(glob).min(1).describe('Patterns for source/project name.'),
      name: pattern.optional().describe('How runs are named, such as {model}_{dataset}_{seed}.'),
      require: z
        .strictObject({
          notes: z.boolean().default(false),
          tags: z.array(z.string()).default([]),
          params: z.array(z.string()).default([]),
          seed: z.boolean().default(false),
          git: z.boolean().default(false),
          diffWhenDirty: z.boolean().default(false),
        })
        .prefault({})
        .describe('What every run has.'),
    }),
  )
  .default([])
  .describe(
    'What runs of some projects are to have; the first entry that fits counts: projects, name, and require with notes, tags, params, seed, git and diffWhenDirty.',
  );

const amount = (otherwise: number) => z.number().int().min(1).max(1e15).default(otherwise);

export const limitsSettings = z
  .strictObject({
    compare: z
      .strictObject({
        cells: amount(usualLimits.cells).describe('Values of aligned curves: x times curves.'),
        products: amount(usualLimits.products).describe('Products of a smoothing.'),
        draws: amount(usualLimits.draws).describe('Draws of a bootstrap: resamples times values.'),
        series: amount(usualLimits.series).describe('Series that one answer is made of.'),
        points: amount(usualLimits.points).describe('Points of those series together.'),
      })
      .prefault({})
      .describe('The most work that one comparison may be.'),
  })
  .describe('What is refused before it is begun.');
