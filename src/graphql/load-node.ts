import type { GraphQLResolveInfo } from 'graphql';
import { RungraphError } from '../contract/error.ts';
import { requireSource } from '../core/sources/sources.ts';
import type { RequestContext } from './context.ts';
import { decodeId } from './ids.ts';
import { projectNode, runNode, sourceNode, type ProjectNode, type RunNode, type SourceNode } from './nodes.ts';
import { projectionOf } from './projection.ts';

/** Whatever a global id names. @throws NOT_FOUND; UNSUPPORTED for kinds of things that are not read yet. */
export async function loadNode(
  id: string,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<SourceNode | ProjectNode | RunNode> {
  const { type, source, nativeId } = decodeId(id);
  const found = requireSource(context.sources, source);
  switch (type) {
    case 'Source':
      return sourceNode(found);
    case 'Project': {
      const project = await context.loaders.project(found, nativeId);
      if (project !== null) return projectNode(found, project);
      break;
    }
    case 'Run': {
      const run = await context.loaders.run(found, nativeId, projectionOf(info));
      if (run !== null) return runNode(found, { source, run, projectName: null });
      break;
    }
    default:
      throw new RungraphError('UNSUPPORTED', `A ${type} is not something Rungraph can give yet.`, { source });
  }
  throw new RungraphError('NOT_FOUND', `There is no ${type.toLowerCase()} "${nativeId}" in the source "${source}".`);
}
