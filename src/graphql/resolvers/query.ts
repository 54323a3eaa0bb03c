import { RungraphError } from '../../contract/error.ts';
import { listArtifacts } from '../../core/artifacts/list-artifacts.ts';
import { parseDigest } from '../../core/artifacts/wanted.ts';
import { listKeys } from '../../core/keys/list-keys.ts';
import { suggestKeys } from '../../core/keys/suggest-keys.ts';
import { tellWhere } from '../../core/language/tell-where.ts';
import { listProjects } from '../../core/projects/list-projects.ts';
import { listModels } from '../../core/models/list-models.ts';
import { explainRuns } from '../../core/query/explain.ts';
import { searchRuns } from '../../core/query/search-runs.ts';
import type { Scope } from '../../core/scope.ts';
import type { Source } from '../../core/sources/source.ts';
import { openCall } from '../../core/sources/open-call.ts';
import type { QueryResolvers } from '../../generated/resolvers.ts';
import { toConnection } from '../connection.ts';
import { toNameClauses } from '../filter-input.ts';
import { parseReference } from '../ids.ts';
import { loadArtifact, loadModel, loadNode, loadRun } from '../load-node.ts';
import { artifactNode, modelNode, projectNode, sourceNode } from '../nodes.ts';
import { projectionOf } from '../projection.ts';
import { findSource, toPage, toProject, toRunListRequest, toSourceProjects, toSources } from '../run-arguments.ts';
import { selectRuns } from '../select-runs.ts';
import { curvesResolver } from './curves.ts';
import { groupsResolver } from './groups.ts';
import { frontierResolver, paretoResolver } from './objectives.ts';
import { conventionsResolver, reproductionResolver } from './reproduction.ts';
import { correlationsResolver, differenceResolver, importanceResolver } from './statistics.ts';
import { lineageResolver } from './lineage.ts';

export const queryResolvers: QueryResolvers = {
  node: (_root, { id }, context, info) => loadNode(id, context, info),

  async sources(_root, _args, { sources, scope }) {
    await Promise.all([...sources.values()].map((source) => probeFor(source, scope)));
    return [...sources.values()].map(sourceNode);
  },
  async source(_root, { id }, { sources, scope }) {
    const source = findSource(id, sources);
    await probeFor(source, scope);
    return sourceNode(source);
  },

  async projects(_root, { sources, search, ...page }, context) {
    const list = await listProjects(context.scope, toSources(sources, context), search ?? null, toPage(page));
    return toConnection(list, ({ source, project }) => projectNode(source, project));
  },
  async project(_root, { id }, context) {
    const { source, nativeId } = await toProject(id, context);
    const project = await context.loaders.project(source, nativeId);
    if (project !== null) return projectNode(source, project);
    throw new RungraphError('NOT_FOUND', `There is no project "${nativeId}" in the source "${source.id}".`);
  },

  async keys(_root, { kind, search, projects, sources, ...page }, context) {
    const within = await toSourceProjects({ sources, projects }, context);
    const list = await listKeys(context.scope, { within, kind, search: search ?? null, ...toPage(page, 200) });
    return toConnection(list, (key) => key);
  },

  async runs(_root, args, context, info) {
    const question = await toRunListRequest(args, context, projectionOf(info));
    return { list: await searchRuns(context.scope, question) };
  },
  run: (_root, { id }, context, info) => loadRun(parseReference('Run', id), context, info),
  async explainRuns(_root, args, context) {
    return explainRuns(context.scope, await toRunListRequest(args, context));
  },
  compare: (_root, { runs }, context, info) => selectRuns(runs, context, info),
  curves: curvesResolver,
  groups: groupsResolver,
  correlations: correlationsResolver,
  difference: differenceResolver,
  importance: importanceResolver,
  pareto: paretoResolver,
  frontier: frontierResolver,
  reproduction: reproductionResolver,
  conventions: conventionsResolver,

  async parseWhere(_root, { where }, { sources, scope, askedAt }) {
    scope.parts?.spoil();
    return tellWhere(where, askedAt, await suggestKeys(sources.values(), scope));
  },

  async artifacts(_root, { filter, first, after, ...where }, context) {
    const list = await listArtifacts(context.scope, context.content, {
      within: await toSourceProjects(where, context),
      wanted: {
        type: filter?.type ?? null,
        name: toNameClauses(filter?.name, 'filter.name'),
        digests: filter?.digest ? [parseDigest(filter.digest)] : null,
        alias: filter?.alias ?? null,
      },
      ...toPage({ first, after }),
    });
    return toConnection(list, ({ source, item }) => artifactNode(source, item));
  },
  artifact: (_root, { id }, context) => loadArtifact(parseReference('Artifact', id), context),

  async models(_root, { sources, search, ...page }, context) {
    const list = await listModels(context.scope, toSources(sources, context), search ?? null, toPage(page));
    return toConnection(list, ({ source, item }) => modelNode(source, item));
  },
  model: (_root, { id }, context) => loadModel(parseReference('Model', id), context),

  lineage: lineageResolver,
};

/** Whatever comes out is told by the fields of the source. */
async function probeFor(source: Source, scope: Scope): Promise<void> {
  const call = openCall(source, scope);
  await call
    .ready()
    .catch(() => undefined)
    .finally(call.close);
}
