import { RungraphError } from '../../contract/error.ts';
import type { Value } from '../../contract/value.ts';
import type { Align } from '../../core/curves/align.ts';
import { readCurves } from '../../core/curves/read-curves.ts';
import { readSmoothing } from '../../core/curves/smoothing.ts';
import { eachFigure } from '../../core/groups/bands.ts';
import { groupCurves, type ToldGroupCurve } from '../../core/groups/group-curves.ts';
import { groupRuns } from '../../core/groups/group-runs.ts';
import { readInterval } from '../../core/groups/interval.ts';
import { quantileOf } from '../../core/stats/quantile.ts';
import type {
  Align as AskedAlign,
  GroupCurveResolvers,
  GroupsResolvers,
  QueryResolvers,
  RunGroupResolvers,
  SummaryResolvers,
} from '../../generated/resolvers.ts';
import { toAxis, toMaxPoints, toSelectors } from '../curve-input.ts';
import { toFields, toMeasures } from '../measure-input.ts';
import { runNodes } from '../nodes.ts';
import { readColumns } from '../read-columns.ts';
import { runReader } from '../run-reader.ts';
import { selectRuns } from '../select-runs.ts';
import { noteErrors } from '../side-errors.ts';
import { isTime, toTimeText } from '../table.ts';

export const groupsResolver: NonNullable<QueryResolvers['groups']> = async (_root, args, context, info) => {
  const [by, measures] = [toFields(args.by, 'by'), toMeasures(args.measures ?? [])];
  const interval = args.interval ? readInterval(args.interval) : null;
  const selected = await selectRuns(args.runs, context, info);
  const fields = [...by, ...measures.map(({ field }) => field)];
  const columns = await readColumns(selected.rows, fields, context);
  const keys = by.map((field, at) => (isTime(field) ? (columns[at] ?? []).map(toTimeText) : (columns[at] ?? [])));
  const named = measures.map(({ name }, at) => ({ name, values: columns[by.length + at] ?? [] }));
  const { limits } = context.comparing;
  const groups = await groupRuns(selected.rows, keys, named, interval, limits, (measured, of) =>
    context.work('summarizeMeasures', measured, of),
  );
  return { ...selected, groups };
};

export const groupsResolvers: GroupsResolvers = {
  runs: ({ rows }, _args, { sources }) => runNodes(sources, rows),
};

export const runGroupResolvers: RunGroupResolvers = {
  size: ({ runs }) => runs.length,
  runs: ({ runs }, _args, { sources }) => runNodes(sources, runs),

  async curves({ name, runs }, { metrics: asked, x, align, smooth, maxPoints, interval }, context) {
    const options = {
      align: toAlign(align),
      smooth: smooth ? readSmoothing(smooth) : null,
      interval: readInterval(interval ?? {}),
      maxPoints: toMaxPoints(maxPoints),
    };
    const { limits } = context.comparing;
    const read = await readCurves(runs, toSelectors(asked), toAxis(x), runReader(context), limits, options);
    const { curves, errors } = await groupCurves(read, name, (metrics) =>
      context.work('bandsOf', metrics, options, limits),
    );
    noteErrors(context, errors);
    context.outcome.values += curves.reduce((sum, { band }) => sum + band.x.length, 0);
    return curves;
  },
};

export const summaryResolvers: SummaryResolvers = {
  quantiles({ sorted }, { at }) {
    const odd = at.find((place) => !(place >= 0 && place <= 1));
    if (odd !== undefined) throw new RungraphError('INVALID_QUERY', `at: ${odd} is not from 0 to 1.`);
    return at.map((place): Value => (sorted.length === 0 ? null : quantileOf(sorted, place)));
  },
};

/** A figure that is not told is NaN in a band, and nothing in the answer. */
export const groupCurveResolvers: GroupCurveResolvers = eachFigure((figure) => {
  return ({ band }: ToldGroupCurve) => Array.from(band[figure], (value) => (Number.isNaN(value) ? undefined : value));
});

/** An explicit null passes the schema's default by. */
function toAlign(align: AskedAlign | null): Align {
  if (align === 'NONE') throw new RungraphError('INVALID_QUERY', 'align: curves of a group share x; NONE is refused.');
  return align ?? 'UNION';
}
