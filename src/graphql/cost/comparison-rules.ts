import type { z } from 'zod';
import { usuallySelected } from '../../core/selection/selection.ts';
import type { MetricSelector, RunValue } from '../../generated/resolvers.ts';
import type { comparisonArguments } from './arguments.ts';
import { assumedContexts, assumedMetrics } from './assumed.ts';
import { chooseRuns, valuesOf } from './list-rules.ts';
import type { FieldCost, Place } from './place.ts';
import type { World } from './world.ts';

type ComparisonArguments = z.infer<typeof comparisonArguments>;

const lower = 'choose fewer runs (first), or name the metrics and values that count';

/** A comparison of one selection of runs, or of two. */
export function comparison(args: ComparisonArguments, world: World): FieldCost {
  const { runs, a, b } = args;
  const chosen = [runs, a, b].flatMap((one) => (one ? [chooseRuns(one, usuallySelected, world)] : []));
  const below: Place = {
    count: chosen.reduce((sum, { count }) => sum + count, 0),
    lists: 1,
    sources: [...new Set(chosen.flatMap(({ sources }) => sources))],
  };
  const reading = chosen.reduce((sum, { calls }) => sum + calls, 0);
  return { calls: reading + valuesOf(valuesIn(args), below, world).calls, below, lower };
}

function valuesIn(args: ComparisonArguments): readonly RunValue[] {
  const { by, measures, target, pairBy, objective, objectives, metrics } = args;
  const plain = [
    ...(Array.isArray(by) ? by : []),
    ...(measures ?? []).map((one) => ('value' in one ? one.value : one)),
    ...(objectives ?? []).map(({ value }) => value),
    ...(objective ? [objective.value] : []),
    ...(target ? [target] : []),
    ...(pairBy ? [pairBy] : []),
  ];
  const refs = (metrics ?? []).flatMap(({ key }) => (typeof key === 'string' ? [{ metric: { key } }] : []));
  return [...plain, ...refs];
}

/** The series of metrics of so many runs. */
export function curves(
  metrics: readonly Partial<MetricSelector>[],
  place: Place,
  world: World,
): Pick<FieldCost, 'calls' | 'below'> & { readonly lower: string } {
  const each = metrics.reduce((sum, { prefix, anyContext }) => {
    if (prefix === true) return sum + assumedMetrics;
    return sum + (anyContext === true ? assumedContexts : 1);
  }, 0);
  const count = place.count * each;
  const calls = count * world.most(place.sources, 'series');
  return { calls, below: { count }, lower: 'choose fewer runs, or name fewer metrics' };
}
