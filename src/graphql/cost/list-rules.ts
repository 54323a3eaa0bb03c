import type { Field } from '../../contract/filter.ts';
import { emptyProjection } from '../../contract/projection.ts';
import { allOf } from '../../core/query/simplify.ts';
import { childrenRequest } from '../../core/query/search-children.ts';
import { summaryOf } from '../../core/rows/read-field.ts';
import type { Source } from '../../core/sources/source.ts';
import type { RunValue } from '../../generated/resolvers.ts';
import { toField, toOrder } from '../field-input.ts';
import { toFilter } from '../run-arguments.ts';
import type { ListArguments } from './arguments.ts';
import type { FieldCost, Place } from './place.ts';
import type { World } from './world.ts';

const lowerList =
  'ask for fewer sources or projects, or filter and sort by what the trackers can (explainRuns tells what they can)';
export const lowerValues = 'ask for fewer runs, or for aggregates that the trackers keep, such as LAST';

/** Runs that a question chooses, and where they come from. */
export interface Chosen extends Place {
  readonly calls: number;
}

/** What reading a list or a selection costs. */
export function chooseRuns(args: ListArguments, usually: number, world: World, sources?: readonly Source[]): Chosen {
  if (args.runs) return nameRuns(args.runs, world);
  const asked = sources ?? world.named(args.sources);
  const take = args.first ?? usually;
  const { filter } = toFilter(args, world.context);
  const calls = world.list({ sources: asked, projects: args.projects, filter, order: toOrder(args.orderBy), take });
  return { calls: calls + parentsOf(take, asked, world), count: take, lists: 1, sources: asked };
}

function nameRuns(ids: readonly string[], world: World): Chosen {
  const found = world.byId('Run', ids);
  const calls = [...found].reduce((sum, [source, count]) => sum + count * world.most([source], 'run'), 0);
  const sources = [...found.keys()];
  return { calls: calls + parentsOf(ids.length, sources, world), count: ids.length, lists: 1, sources };
}

/** Who sees a part of a source is shown those parents that lie in it: they are looked up. */
export function parentsOf(count: number, sources: readonly Source[], world: World): number {
  return world.isCut(sources) ? count * world.most(sources, 'run') : 0;
}

export function runList(args: ListArguments, usually: number, world: World, sources?: readonly Source[]): FieldCost {
  const { calls, ...below } = chooseRuns(args, usually, world, sources);
  return { calls, below, lower: lowerList };
}

/** The lists of children of many runs: their first pages are one search, later pages one for each run. */
export function childLists(args: ListArguments, { count, lists, sources }: Place, world: World): FieldCost {
  const first = args.first ?? 50;
  const searches = sources.reduce((sum, source) => {
    const ofMany = childrenRequest(source, count > 1 ? ['a', 'b'] : ['a'], { first, after: null }, emptyProjection);
    const { filter, order } = ofMany;
    return sum + world.list({ sources: [source], projects: null, filter: allOf([filter]), order, take: null });
  }, 0);
  const below = { count: count * first, lists: lists * count, sources };
  const calls = searches * (args.after ? count : lists) + parentsOf(below.count, sources, world);
  return { calls, below, lower: 'ask for the children of fewer runs' };
}

/** How many series values of runs take: those of aggregates that a tracker does not keep. */
export function seriesOfValues(values: readonly RunValue[], { sources }: Pick<Place, 'sources'>, world: World): number {
  // Series are of metrics: what else was asked for is looked at where it is read.
  const fields = values.filter(({ metric }) => metric).map((value) => toField(value, 'value'));
  const untold = (source: Source): readonly Field[] => {
    const { summaries } = world.capabilities(source);
    return fields.filter((field) => field.kind === 'metric' && !summaries.includes(summaryOf[field.aggregate]));
  };
  return Math.max(0, ...sources.map((source) => untold(source).length));
}

/** Values of so many runs. */
export function valuesOf(values: readonly RunValue[], place: Place, world: World): FieldCost {
  const series = seriesOfValues(values, place, world);
  return { calls: series * place.count * world.most(place.sources, 'series'), lower: lowerValues };
}
