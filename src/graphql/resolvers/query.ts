import { RungraphError } from '../../contract/error.ts';
import { listKeys } from '../../core/lists/list-keys.ts';
import { listProjects } from '../../core/lists/list-projects.ts';
import { pageByKey } from '../../core/lists/page-by-key.ts';
import { explainRuns } from '../../core/query/explain.ts';
import { fingerprint } from '../../core/query/cursor.ts';
import { searchRuns } from '../../core/query/search-runs.ts';
import { canonicalJson } from '../../contract/canonical-json.ts';
import { requireSource } from '../../core/sources/sources.ts';
import type { QueryResolvers } from '../../generated/resolvers.ts';
import { toConnection } from '../connection.ts';
import { parseReference } from '../ids.ts';
import { projectNode, runNode, sourceNode } from '../nodes.ts';
import { loadNode } from '../load-node.ts';
import { projectionOf } from '../projection.ts';
import { checkFirst, findSource, toQuestion, toScopes, toSources } from '../question.ts';
import { refuseUnbuilt, unbuiltConnection, unbuiltReport } from './unbuilt.ts';

export const queryResolvers: QueryResolvers = {
  node: (_root, { id }, context, info) => loadNode(id, context, info),
  nodes: (_root, { ids }, context, info) => ids.map((id) => loadNode(id, context, info)),

  async sources(_root, _args, { sources }) {
    await Promise.all([...sources.values()].map((source) => source.probe.answer().catch(() => undefined)));
    return [...sources.values()].map(sourceNode);
  },
  async source(_root, { id }, { sources }) {
    const source = findSource(id, sources);
    await source.probe.answer().catch(() => undefined);
    return sourceNode(source);
  },

  async projects(_root, { sources, search, first, after }, context) {
    const asked = toSources(sources, context);
    const { projects, reports } = await listProjects(context.scope, asked, search ?? null);
    const question = fingerprint(['projects', asked.map(({ id }) => id), search ?? null]);
    const page = pageByKey(projects, ({ source, project }) => [source.id, project.name, project.nativeId], {
      first: checkFirst(first, 50),
      after: after ?? null,
      question,
    });
    return toConnection(page, ({ source, project }) => projectNode(source, project), projects.length, after, reports);
  },
  async project(_root, { id }, context) {
    const { source, nativeId } = parseReference('Project', id);
    const found = requireSource(context.sources, source);
    const project = await context.loaders.project(found, nativeId);
    if (project !== null) return projectNode(found, project);
    throw new RungraphError('NOT_FOUND', `There is no project "${nativeId}" in the source "${source}".`);
  },

  async keys(_root, { kind, projects, sources, search, first, after }, context) {
    const scopes = await toScopes({ sources, projects }, context);
    const { keys, reports } = await listKeys(context.scope, scopes, kind, search ?? null);
    const question = fingerprint([
      'keys',
      kind,
      scopes.map((scope) => [scope.source.id, scope.projects]),
      search ?? null,
    ]);
    const page = pageByKey(keys, ({ key, context: where }) => [key, canonicalJson(where)], {
      first: checkFirst(first, 200),
      after: after ?? null,
      question,
    });
    return toConnection(page, ({ sources: of, ...key }) => ({ ...key, of }), keys.length, after, reports);
  },

  async runs(_root, args, context, info) {
    const question = await toQuestion(args, context, projectionOf(info));
    return { list: await searchRuns(context.scope, question) };
  },
  async run(_root, { id }, context, info) {
    const { source, nativeId } = parseReference('Run', id);
    const found = requireSource(context.sources, source);
    const run = await context.loaders.run(found, nativeId, projectionOf(info));
    if (run !== null) return runNode(found, { source, run, projectName: null });
    throw new RungraphError('NOT_FOUND', `There is no run "${nativeId}" in the source "${source}".`);
  },
  async explainRuns(_root, args, context) {
    return explainRuns(context.scope, await toQuestion(args, context));
  },

  artifacts: (_root, { sources }, context) => unbuiltConnection(toSources(sources, context), 'artifacts'),
  artifact: () => refuseUnbuilt('An artifact'),
  models: (_root, { sources }, context) => unbuiltConnection(toSources(sources, context), 'models'),
  model: () => refuseUnbuilt('A model'),
  lineage: (_root, _args, { sources }) => ({
    nodes: [],
    edges: [],
    complete: false,
    stoppedBy: null,
    reports: [...sources.values()].map((source) => unbuiltReport(source, 'lineage')),
  }),
};
