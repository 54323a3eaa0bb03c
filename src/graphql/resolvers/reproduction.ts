import { allKeys, emptyProjection } from '../../contract/projection.ts';
import { recordRuns } from '../../core/compare/record-runs.ts';
import { readCurves } from '../../core/curves/read-curves.ts';
import { checkTolerance, reproduce, sharedMetrics } from '../../core/reproduction/reproduce.ts';
import { checkRuns } from '../../core/names/check-runs.ts';
import { requireSource } from '../../core/sources/sources.ts';
import type { ConventionIssueResolvers, QueryResolvers } from '../../generated/resolvers.ts';
import { toAxis, toSelectors } from '../curve-input.ts';
import { runNode } from '../nodes.ts';
import { orElse } from '../or-else.ts';
import { projectionOf } from '../projection.ts';
import { unionOf } from '../projection-union.ts';
import { runReader } from '../run-reader.ts';
import { requireRuns, selectRuns } from '../select-runs.ts';
import { noteErrors } from '../side-errors.ts';

const everything = { params: allKeys, metrics: allKeys, tags: allKeys, parts: ['provenance', 'notes'] as const };
const withPlan = { ...emptyProjection, params: allKeys, metrics: allKeys, parts: ['provenance'] as const };

export const reproductionResolver: NonNullable<QueryResolvers['reproduction']> = async (_root, args, context, info) => {
  const tolerance = checkTolerance({ relative: orElse(args.relative, 0.01), absolute: orElse(args.absolute, 0) });
  const selectors = args.metrics ? toSelectors(args.metrics) : null;
  const projection = unionOf([projectionOf(info), withPlan]);
  const { rows, reports } = await requireRuns([args.of, args.by], context, projection);
  // A run compared with itself is there once.
  const [of, by = of] = rows;
  if (of === undefined || by === undefined) throw new Error('a run is missing');
  const reader = runReader(context);
  const shared = sharedMetrics(of.run, by.run, selectors);
  const recorded = await recordRuns([of, by], reader);
  const plan = { align: 'NONE', smooth: null } as const;
  const read = await readCurves([of, by], shared, toAxis(null), reader, context.comparing.limits, plan);
  const [original, repetition] = recorded.runs;
  if (original === undefined || repetition === undefined) throw new Error('a run is missing');
  const { errors, ...told } = await reproduce(
    { recorded: original, curves: read.slice(0, shared.length) },
    { recorded: repetition, curves: read.slice(shared.length) },
    (pairs) => context.work('judgePairs', pairs, tolerance),
  );
  noteErrors(context, [...recorded.errors, ...errors]);
  const [ofNode, byNode] = [of, by].map((row) => runNode(requireSource(context.sources, row.source), row));
  if (ofNode === undefined || byNode === undefined) throw new Error('a run is missing');
  return { ...told, of: ofNode, by: byNode, reports };
};

export const conventionsResolver: NonNullable<QueryResolvers['conventions']> = async (_root, args, context, info) => {
  const { rows, ...selected } = await selectRuns(args.runs, context, info, unionOf([projectionOf(info), everything]));
  const { projectName } = runReader(context);
  const named = await Promise.all(rows.map(async (row) => ({ ...row, projectName: await projectName(row) })));
  return { ...selected, ...checkRuns(named, context.comparing.conventions) };
};

export const conventionIssueResolvers: ConventionIssueResolvers = {
  run: ({ row }, _args, { sources }) => runNode(requireSource(sources, row.source), row),
};
