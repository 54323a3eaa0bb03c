import { always } from '../../core/query/simplify.ts';
import type { RequestTable } from '../../contract/capabilities.ts';
import { nodeTypes, type NodeType } from '../ids.ts';
import { comparisonArguments, listArguments, plainArguments } from './arguments.ts';
import { assumedProjects } from '../../core/cost/list-cost.ts';
import { assumedMetrics } from './assumed.ts';
import { comparison, curves } from './comparison-rules.ts';
import { childLists, lowerValues, parentsOf, runList, valuesOf } from './list-rules.ts';
import type { FieldCost, Place } from './place.ts';
import type { World } from './world.ts';

/** Every source is asked for copies of the runs of every other one, at most: a page of each project. */
function copySearches(world: World): number {
  const sources = world.named(null);
  return world.all(sources, 'page') * (sources.length - 1) * assumedProjects + world.all(sources, 'projects');
}

type Rule = (args: unknown, place: Place, world: World) => FieldCost;

const fewer = 'ask for fewer of them';
const thingOf: Readonly<Record<NodeType, keyof RequestTable | null>> = {
  Source: null,
  Project: null,
  Run: 'run',
  Artifact: 'artifact',
  Model: 'model',
  ModelVersion: 'version',
};

/** Things by their ids, wherever those come from. */
function byIds(type: NodeType, ids: readonly string[], world: World): FieldCost {
  const found = world.byId(type, ids);
  const thing = thingOf[type];
  const each = [...found].map(([source, count]) => (thing === null ? 0 : count * world.most([source], thing)));
  const sources = [...found.keys()];
  const seen = type === 'Run' ? parentsOf(ids.length, sources, world) : around(ids.length, sources, world);
  return {
    calls: seen + each.reduce((sum, calls) => sum + calls, 0),
    below: { count: ids.length, sources },
    lower: fewer,
  };
}

/** Who may see a part of a source sees what hangs on runs of it: these runs and links are looked at. */
function around(count: number, sources: Place['sources'], world: World): number {
  if (!world.isCut(sources)) return 0;
  return count * (world.most(sources, 'run') + world.most(sources, 'artifact') + world.most(sources, 'edges'));
}

/** One thing for each object that has the field. */
const one =
  (thing: keyof RequestTable): Rule =>
  (_args, { count, sources }, world) => ({
    calls: count * world.most(sources, thing) + around(count, sources, world),
    lower: fewer,
  });

/** A page of things for each object that has the field: links or lists, and what they lead to. */
const linked =
  (page: keyof RequestTable, thing: keyof RequestTable | null, usually = 50): Rule =>
  (args, place, world) => {
    const first = plainArguments.parse(args).first ?? usually;
    const { count, sources } = place;
    const below = { count: count * first, lists: place.lists * count };
    const calls = count * world.most(sources, page) + (thing === null ? 0 : below.count * world.most(sources, thing));
    return {
      calls: calls + around(below.count, sources, world),
      below,
      lower: 'ask for smaller pages, or of fewer objects',
    };
  };

const listed =
  (thing: 'artifactPage' | 'modelPage'): Rule =>
  (args, _place, world) => {
    const { sources: ids, first } = plainArguments.parse(args);
    const sources = world.named(ids);
    const count = first ?? 50;
    return {
      calls: world.all(sources, thing) + around(count, sources, world),
      below: { count, sources },
      lower: fewer,
    };
  };

const compared: Rule = (args, _place, world) => comparison(comparisonArguments.parse(args), world);

/** A summary of metrics. Where the tracker does not keep it, it comes from the series. */
const summary =
  (name: 'last' | 'lastStep' | 'min' | 'max' | 'first' | 'count'): Rule =>
  (_args, place, world) => {
    const untold = place.sources.filter((source) => !world.capabilities(source).summaries.includes(name));
    return { calls: place.count * world.most(untold, 'series'), lower: lowerValues };
  };

const perRun =
  (thing: keyof RequestTable): Rule =>
  (_args, { count, sources }, world) => ({
    calls: count * world.most(sources, thing),
    lower: fewer,
  });

/** What fields ask trackers for. A field that is not here asks for nothing beside what its object was read with. */
export const fieldRules: Readonly<Record<string, Rule>> = {
  'Query.node': (args, _place, world) => nodes([plainArguments.parse(args).id ?? ''], world),
  'Query.nodes': (args, _place, world) => nodes(plainArguments.parse(args).ids ?? [], world),
  'Query._entities': (args, _place, world) => {
    const all = plainArguments.parse(args).representations ?? [];
    return joined(nodeTypes.map((type) => byIds(type, idsOf(all, type), world)));
  },
  'Query.sources': (_args, _place, world) => ({ calls: 0, below: { sources: world.named(null) }, lower: fewer }),
  'Query.source': (args, _place, world) => {
    return { calls: 0, below: { sources: world.named([plainArguments.parse(args).id ?? '']) }, lower: fewer };
  },
  'Query.projects': (args, _place, world) => {
    const { sources: ids, first } = plainArguments.parse(args);
    const sources = world.named(ids);
    return { calls: 0, below: { count: first ?? 50, sources }, lower: fewer };
  },
  'Query.project': (args, _place, world) => byIds('Project', [plainArguments.parse(args).id ?? ''], world),
  'Query.keys': (args, _place, world) => {
    const { sources: ids, projects } = plainArguments.parse(args);
    const sources = world.named(ids);
    const calls = world.list({ sources, projects, filter: always, order: null, take: null });
    return { calls, below: { count: 0, sources }, lower: 'name fewer projects: the runs of all of them are read' };
  },
  'Query.runs': (args, _place, world) => runList(listArguments.parse(args), 50, world),
  'Query.explainRuns': (args, _place, world) => {
    const sources = world.named(plainArguments.parse(args).sources);
    return { calls: 0, below: { sources }, lower: fewer };
  },
  'Query.run': (args, _place, world) => byIds('Run', [plainArguments.parse(args).id ?? ''], world),
  'Query.artifact': (args, _place, world) => byIds('Artifact', [plainArguments.parse(args).id ?? ''], world),
  'Query.model': (args, _place, world) => byIds('Model', [plainArguments.parse(args).id ?? ''], world),
  'Query.artifacts': listed('artifactPage'),
  'Query.models': listed('modelPage'),
  'Query.lineage': (args, _place, world) => {
    const { limit, of, depth, kinds } = plainArguments.parse(args);
    const sources = [...world.byId('Run', [of ?? '']).keys()];
    const count = limit ?? 200;
    const each = world.most(sources, 'edges') + world.most(sources, 'artifact') + world.most(sources, 'run');
    const copies = kinds?.includes('COPY_OF') === true ? ((depth ?? 3) + 1) * copySearches(world) : 0;
    return { calls: count * each + copies, below: { count, sources }, lower: 'give a smaller limit' };
  },
  'Query.compare': compared,
  'Query.groups': compared,
  'Query.correlations': compared,
  'Query.difference': compared,
  'Query.importance': compared,
  'Query.pareto': compared,
  'Query.frontier': compared,
  'Query.conventions': compared,
  'Query.curves': (args, _place, world) => {
    const { metrics, ...asked } = comparisonArguments.parse(args);
    const { calls, below, lower } = comparison(asked, world);
    const drawn = curves(metrics ?? [], { count: below?.count ?? 0, lists: 1, sources: below?.sources ?? [] }, world);
    return { calls: calls + drawn.calls, below: { ...below, ...drawn.below }, lower };
  },
  'Query.reproduction': (args, _place, world) => {
    const { of, by, metrics } = comparisonArguments.parse(args);
    const ids = [of, by].flatMap((id) => (typeof id === 'string' ? [id] : []));
    const found = world.byId('Run', ids);
    const place = { count: ids.length, lists: 1, sources: [...found.keys()] };
    const series = metrics ? curves(metrics, place, world).calls : ids.length * assumedMetrics;
    const each = world.most(place.sources, 'run') + world.most(place.sources, 'environment');
    return { calls: series + ids.length * each, below: place, lower: 'name the metrics that count' };
  },

  'Project.runs': (args, { count, sources }, world) => {
    const { calls, below, lower } = runList(listArguments.parse(args), 50, world, sources);
    return { calls: calls * count, below: { count: (below?.count ?? 0) * count, lists: count }, lower };
  },
  'Run.parent': perRun('run'),
  'Run.children': (args, place, world) => childLists(listArguments.parse(args), place, world),
  'Run.used': linked('edges', 'artifact'),
  'Run.produced': linked('edges', 'artifact'),
  'Run.reproducibility': perRun('environment'),
  'Run.metrics': (args, { count }) => ({
    calls: 0,
    below: { count: count * (plainArguments.parse(args).keys?.length ?? assumedMetrics) },
    lower: fewer,
  }),
  'Metric.last': summary('last'),
  'Metric.lastStep': summary('lastStep'),
  'Metric.min': summary('min'),
  'Metric.max': summary('max'),
  'Metric.first': summary('first'),
  'Metric.count': summary('count'),
  'Metric.series': (_args, { count, sources }, world) => ({
    calls: count * world.most(sources, 'series'),
    lower: 'name fewer metrics (keys), or ask for fewer runs (first)',
  }),
  'RunConnection.table': (args, place, world) => {
    const columns = plainArguments.parse(args).columns ?? [];
    const all = columns.some((column) => column.all === 'METRICS');
    const { calls, lower } = valuesOf(
      columns.flatMap(({ value }) => value ?? []),
      place,
      world,
    );
    const ofAll = all ? summary('last')({}, { ...place, count: place.count * assumedMetrics }, world).calls : 0;
    return { calls: calls + ofAll, lower };
  },
  'Comparison.metrics': (args, place, world) => {
    const { keys, aggregate } = plainArguments.parse(args);
    const each = keys?.length ?? assumedMetrics;
    const value = { metric: { key: 'any', aggregate: aggregateOf(aggregate) } };
    const { calls, lower } = valuesOf([value], { ...place, count: place.count * each }, world);
    return { calls, lower };
  },
  'Comparison.provenance': perRun('environment'),
  'Comparison.packages': perRun('environment'),
  'RunGroup.curves': (args, place, world) => curves(plainArguments.parse(args).metrics ?? [], place, world),
  'Artifact.producedBy': one('run'),
  'Artifact.usedBy': linked('edges', 'run'),
  'Artifact.files': linked('files', null, 100),
  'Model.versions': linked('versions', null),
  'ModelVersion.model': one('model'),
  'ModelVersion.run': one('run'),
  'ModelVersion.artifact': one('artifact'),
  'Mutation.purge': (args, _place, world) => byIds('Run', [plainArguments.parse(args).run ?? ''], world),
};

function nodes(ids: readonly string[], world: World): FieldCost {
  const of = (type: NodeType): readonly string[] =>
    ids.filter((id) => Buffer.from(id, 'base64url').toString().startsWith(`${type}\n`));
  return joined(nodeTypes.map((type) => byIds(type, of(type), world)));
}

function idsOf(
  all: readonly {
    readonly __typename: string;
    readonly id?: string | null | undefined;
    readonly ref?: string | null | undefined;
  }[],
  type: NodeType,
) {
  return all.flatMap(({ __typename: name, id, ref }) => (name === type ? [id ?? ref ?? ''] : []));
}

function joined(costs: readonly FieldCost[]): FieldCost {
  const sources = [...new Set(costs.flatMap(({ below }) => below?.sources ?? []))];
  const count = costs.reduce((sum, { below }) => sum + (below?.count ?? 0), 0);
  return { calls: costs.reduce((sum, { calls }) => sum + calls, 0), below: { count, sources }, lower: fewer };
}

const aggregates = ['LAST', 'MIN', 'MAX', 'FIRST'] as const;
function aggregateOf(text: string | null | undefined) {
  return aggregates.find((known) => known === text) ?? 'LAST';
}
