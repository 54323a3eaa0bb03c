import { searchRuns } from '../../core/query/search-runs.ts';
import type { ProjectResolvers } from '../../generated/resolvers.ts';
import { sourceNode } from '../nodes.ts';
import { projectionOf } from '../projection.ts';
import { toRunListRequest } from '../run-arguments.ts';

export const projectResolvers: ProjectResolvers = {
  source: ({ source }) => sourceNode(source),
  async runs(project, args, context, info) {
    const where = { sources: [project.source.id], projects: [project.ref] };
    const question = await toRunListRequest({ ...args, ...where }, context, projectionOf(info));
    return { list: await searchRuns(context.scope, question) };
  },
};
