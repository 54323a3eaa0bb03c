import type { GraphQLResolveInfo } from 'graphql';
import { RungraphError } from '../contract/error.ts';
import type { Projection } from '../contract/projection.ts';
import { readSelection } from '../core/selection/read-selection.ts';
import { mostSelected, usuallySelected, type AskedRuns, type SelectedRuns } from '../core/selection/selection.ts';
import type { RunSelection } from '../generated/resolvers.ts';
import type { RequestContext } from './context.ts';
import { toOrder } from './field-input.ts';
import { toNamed } from './named-run.ts';
import { projectionOf } from './projection.ts';
import { toFilter, toSourceProjects } from './run-arguments.ts';
import { noteErrors } from './side-errors.ts';

/** The runs of a selection with what the field's arguments and its selection read of them. @throws INVALID_QUERY, NOT_FOUND. */
export async function selectRuns(
  asked: RunSelection,
  context: RequestContext,
  info: GraphQLResolveInfo,
  projection: Projection = projectionOf(info),
): Promise<SelectedRuns> {
  const selected = await readSelection(context.scope, await toAskedRuns(asked, context), projection);
  noteErrors(context, selected.errors);
  await context.turn();
  return selected;
}

/** Runs by their names, in order, where none may be missing. @throws NOT_FOUND, or what kept one away. */
export async function requireRuns(
  runs: readonly string[],
  context: RequestContext,
  projection: Projection,
): Promise<Pick<SelectedRuns, 'rows' | 'reports'>> {
  const { rows, errors, reports } = await readSelection(
    context.scope,
    await toAskedRuns({ runs }, context),
    projection,
  );
  const [missing] = errors;
  if (missing !== undefined) throw missing;
  return { rows, reports };
}

async function toAskedRuns(asked: RunSelection, context: RequestContext): Promise<AskedRuns> {
  const { runs, archived, first, ...rest } = asked;
  if (runs) {
    const beside = Object.entries({ first, ...rest }).find(([, value]) => value !== undefined && value !== null);
    if (beside !== undefined) refuse(`runs.${beside[0]}: beside runs that are named only archived may be given`);
    if (runs.length > mostSelected) refuse(`runs.runs: at most ${mostSelected} can be named, not ${runs.length}`);
    return { kind: 'named', runs: runs.map((id) => toNamed(id, context)), archived: archived ?? 'INCLUDE' };
  }
  const most = first ?? usuallySelected;
  if (!(most >= 1 && most <= mostSelected)) refuse(`runs.first: must be from 1 to ${mostSelected}, not ${most}`);
  const { filter } = toFilter(rest, context);
  const within = await toSourceProjects(rest, context);
  const selection = { within, filter, order: toOrder(rest.orderBy), archived: archived ?? ('EXCLUDE' as const) };
  return { kind: 'matching', selection, first: most };
}

function refuse(why: string): never {
  throw new RungraphError('INVALID_QUERY', `${why}.`);
}
