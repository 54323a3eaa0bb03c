import { searchRuns } from '../../core/query/search-runs.ts';
import type { ProjectResolvers } from '../../generated/resolvers.ts';
import { sourceNode } from '../nodes.ts';
import { projectionOf } from '../projection.ts';
import { toRunListRequest } from '../run-arguments.ts';

export const projectResolvers: ProjectResolvers = {
  source: ({ of }) => sourceNode(of),
  async runs(project, args, context, info) {
    const where = { sources: [project.of.id], projects: [project.ref] };
    const question = await toRunListRequest({ ...args, ...where }, context, projectionOf(info));
    return { list: await searchRuns(context.scope, question) };
  },
};
