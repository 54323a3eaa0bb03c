import { RungraphError } from '../../contract/error.ts';
import { computeNeeds } from '../../core/compute/compute-needs.ts';
import { measureColumn } from '../../core/groups/measure.ts';
import { frontierOfRuns } from '../../core/objectives/frontier-of-runs.ts';
import { toObjective } from '../../core/objectives/objective.ts';
import { mostObjectives } from '../../core/stats/pareto-front.ts';
import { requireSource } from '../../core/sources/sources.ts';
import type {
  FrontierPointResolvers,
  InputMaybe,
  ParetoPointResolvers,
  QueryResolvers,
} from '../../generated/resolvers.ts';
import { toField } from '../field-input.ts';
import { runNode } from '../nodes.ts';
import { projectionOf } from '../projection.ts';
import { unionOf } from '../projection-union.ts';
import { readColumns } from '../read-columns.ts';
import type { NumberInput } from '../scalars/number.ts';
import { selectRuns } from '../select-runs.ts';

export const paretoResolver: NonNullable<QueryResolvers['pareto']> = async (_root, args, context, info) => {
  const objectives = args.objectives.map(({ value, direction }, index) => {
    const at = `objectives[${index}]`;
    return toObjective(toField(value, `${at}.value`), direction ?? null, context.comparing, at);
  });
  const reference = toReference(args.reference, objectives.length);
  const { rows, ...selected } = await selectRuns(args.runs, context, info);
  const read = await readColumns(
    rows,
    objectives.map(({ field }) => field),
    context,
  );
  const columns = read.map((values) => measureColumn(values).values);
  const minimize = objectives.map(({ direction }) => direction === 'MINIMIZE');
  const { points, ...front } = await context.work('paretoFront', columns, minimize, reference);
  const told = points.flatMap(({ row, rank }) => {
    const found = rows[row];
    return found === undefined ? [] : [{ row: found, rank, values: columns.map((column) => column[row] ?? null) }];
  });
  return { ...selected, ...front, points: told };
};

/** @throws INVALID_QUERY for more objectives than are ranked, or a reference of another number of them. */
function toReference(asked: InputMaybe<readonly NumberInput[]>, objectives: number): readonly number[] | null {
  const refuse = (why: string): never => {
    throw new RungraphError('INVALID_QUERY', `${why}.`);
  };
  if (objectives < 1 || objectives > mostObjectives)
    refuse(`objectives: name from 1 to ${mostObjectives}, not ${objectives}`);
  if (!asked) return null;
  if (asked.length !== objectives) refuse(`reference: it has ${asked.length} numbers for ${objectives} objectives`);
  const numbers = asked.map(Number);
  return numbers.every(Number.isFinite) ? numbers : refuse('reference: every number must be finite');
}

export const paretoPointResolvers: ParetoPointResolvers = {
  run: ({ row }, _args, { sources }) => runNode(requireSource(sources, row.source), row),
};

export const frontierResolver: NonNullable<QueryResolvers['frontier']> = async (_root, args, context, info) => {
  const { value, direction } = args.objective;
  const objective = toObjective(toField(value, 'objective.value'), direction ?? null, context.comparing, 'objective');
  const projection = unionOf([projectionOf(info), computeNeeds]);
  const { rows, ...selected } = await selectRuns(args.runs, context, info, projection);
  const [of = [], endedAt = [], gpuHours = [], cost = []] = await readColumns(
    rows,
    [objective.field, { kind: 'endedAt' }, { kind: 'gpuHours' }, { kind: 'cost' }],
    context,
  );
  const columns = { value: of, endedAt, gpuHours, cost };
  return { ...selected, ...frontierOfRuns(rows, columns, objective.direction === 'MINIMIZE') };
};

export const frontierPointResolvers: FrontierPointResolvers = {
  run: ({ row }, _args, { sources }) => runNode(requireSource(sources, row.source), row),
};
