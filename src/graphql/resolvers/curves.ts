import { curvesOf, type ToldCurve } from '../../core/curves/curves-of.ts';
import { readCurves } from '../../core/curves/read-curves.ts';
import { requireSource } from '../../core/sources/sources.ts';
import type {
  CurveResolvers,
  CurvesResolvers,
  PackedCurveResolvers,
  QueryResolvers,
} from '../../generated/resolvers.ts';
import type { ColumnValues } from '../column.ts';
import { toAxis, toCurveOptions, toSelectors } from '../curve-input.ts';
import { runNode, runNodes } from '../nodes.ts';
import { runReader } from '../run-reader.ts';
import { selectRuns } from '../select-runs.ts';

export const curvesResolver: NonNullable<QueryResolvers['curves']> = async (_root, args, context, info) => {
  const [selectors, axis, options] = [toSelectors(args.metrics), toAxis(args.x), toCurveOptions(args)];
  const { limits } = context.comparing;
  const selected = await selectRuns(args.runs, context, info);
  const read = await readCurves(selected.rows, selectors, axis, runReader(context), limits, options);
  await context.turn();
  const told = await curvesOf(read, (sources) => context.work('drawCurves', sources, options, limits));
  context.outcome.values += told.curves.reduce((sum, { drawn }) => sum + (drawn?.x.length ?? 0), 0);
  return { ...selected, ...told };
};

export const curvesResolvers: CurvesResolvers = {
  runs: ({ rows }, _args, { sources }) => runNodes(sources, rows),
};

const nothing = new Float64Array();

export const curveResolvers: CurveResolvers = {
  run: ({ row }, _args, { sources }) => runNode(requireSource(sources, row.source), row),
  key: ({ metric }) => metric.key,
  context: ({ metric }) => metric.context,
  x: ({ drawn }) => drawn?.x ?? nothing,
  y: (curve) => withGaps(curve, curve.drawn?.y ?? nothing),
  raw: (curve) => (curve.drawn?.raw ? withGaps(curve, curve.drawn.raw) : null),
  packed: (curve) => curve,
  returnedPoints: ({ drawn }) => drawn?.returnedPoints ?? 0,
  duplicates: ({ drawn }) => drawn?.duplicates ?? 0,
  dropped: ({ drawn }) => drawn?.dropped ?? 0,
  maxAbsError: ({ drawn }) => drawn?.maxAbsError ?? null,
  error: ({ error }) => error?.message ?? null,
  errorCode: ({ error }) => error?.code ?? null,
};

export const packedCurveResolvers: PackedCurveResolvers = {
  x: ({ drawn }) => drawn?.x ?? nothing,
  y: ({ drawn }) => drawn?.y ?? nothing,
  raw: ({ drawn }) => drawn?.raw ?? null,
};

/** A value may be NaN; where there is none, the column has a gap. */
function withGaps({ drawn }: ToldCurve, column: Float64Array): ColumnValues {
  const present = drawn?.present ?? null;
  if (present === null) return column;
  const values: (number | undefined)[] = [];
  for (let at = 0; at < column.length; at += 1) values.push(present[at] === 1 ? column[at] : undefined);
  return values;
}
