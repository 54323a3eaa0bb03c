import { completeMetrics } from '../../core/compare/complete-metrics.ts';
import { tellDirection } from '../../core/compare/comparing-settings.ts';
import { metricRows } from '../../core/compare/metric-rows.ts';
import { packageRows } from '../../core/compare/package-rows.ts';
import { paramRows } from '../../core/compare/param-rows.ts';
import { provenanceRows } from '../../core/compare/provenance-rows.ts';
import { recordRuns } from '../../core/compare/record-runs.ts';
import type { RowChoice } from '../../core/compare/rows.ts';
import { tagRows } from '../../core/compare/tag-rows.ts';
import type { Row } from '../../core/rows/row.ts';
import { partErrors } from '../../core/tables/part-errors.ts';
import type { ComparisonResolvers, InputMaybe } from '../../generated/resolvers.ts';
import type { RequestContext } from '../context.ts';
import { runNodes } from '../nodes.ts';
import { orElse } from '../or-else.ts';
import { runReader } from '../run-reader.ts';
import { noteErrors } from '../side-errors.ts';

export const comparisonResolvers: ComparisonResolvers = {
  runs: ({ rows }, _args, { sources }) => runNodes(sources, rows),

  async params({ rows }, args, context) {
    await context.turn();
    noteErrors(context, partErrors(rows, ['params']));
    return counted(context, paramRows(runsOf(rows), toChoice(args)));
  },
  async tags({ rows }, args, context) {
    await context.turn();
    noteErrors(context, partErrors(rows, ['tags']));
    return counted(context, tagRows(runsOf(rows), toChoice(args)));
  },
  async metrics({ rows }, { aggregate, ...args }, context) {
    const { comparing } = context;
    const [choice, of] = [toChoice(args), orElse(aggregate, 'LAST')];
    const { runs, errors } = await completeMetrics(rows, of, choice, runReader(context), comparing.limits);
    noteErrors(context, [...partErrors(rows, ['metrics']), ...errors]);
    await context.turn();
    return counted(
      context,
      metricRows(runs, of, choice, (key) => tellDirection(comparing, key)),
    );
  },
  provenance: async ({ rows }, { onlyDifferent }, context) =>
    provenanceRows(await record(rows, context), onlyDifferent),
  packages: async ({ rows }, { onlyDifferent }, context) => packageRows(await record(rows, context), onlyDifferent),
};

/** The same rows: a long answer is written in pieces. */
function counted<Told extends { readonly values: ArrayLike<unknown> }>(
  { outcome }: RequestContext,
  rows: readonly Told[],
): readonly Told[] {
  for (const { values } of rows) outcome.values += values.length;
  return rows;
}

function runsOf(rows: readonly Row[]) {
  return rows.map(({ run }) => run);
}

async function record(rows: readonly Row[], context: RequestContext) {
  const { runs, errors } = await recordRuns(rows, runReader(context));
  noteErrors(context, errors);
  return runs;
}

function toChoice(args: {
  readonly keys?: InputMaybe<readonly string[]>;
  readonly prefix?: InputMaybe<string>;
  readonly onlyDifferent?: InputMaybe<boolean>;
}): RowChoice {
  return { keys: args.keys ?? null, prefix: args.prefix ?? null, onlyDifferent: args.onlyDifferent ?? false };
}
