import type { Projection } from '../../contract/projection.ts';
import type { LinkRequest } from '../../core/lineage/gather-edges.ts';
import { linkedPage } from '../../core/lineage/linked-page.ts';
import type { PageArguments } from '../../core/lists/list-page.ts';
import { toConnection } from '../connection.ts';
import type { RequestContext } from '../context.ts';
import { artifactNode, type ArtifactNode, type RunConnectionNode, type RunNode } from '../nodes.ts';

/** A page of what a run used or produced. */
export async function linkedArtifacts(
  { source, nativeId }: RunNode,
  kind: 'USED' | 'PRODUCED',
  page: PageArguments,
  { scope, loaders }: RequestContext,
) {
  const question: LinkRequest = { node: { kind: 'Run', nativeId }, link: { kind, end: 'from' } };
  const list = await linkedPage(scope, source, question, page, {
    edges: (asked) => loaders.edges(source, asked),
    load: (id) => loaders.artifact(source, id),
  });
  return toConnection(list, (artifact) => artifactNode(source, artifact));
}

/** A page of the runs that read an artifact. */
export async function linkedRuns(
  { source, nativeId }: ArtifactNode,
  page: PageArguments,
  { scope, loaders }: RequestContext,
  projection: Projection,
): Promise<RunConnectionNode> {
  const question: LinkRequest = { node: { kind: 'Artifact', nativeId }, link: { kind: 'USED', end: 'to' } };
  const list = await linkedPage(scope, source, question, page, {
    edges: (asked) => loaders.edges(source, asked),
    load: async (id) => {
      const run = await loaders.run(source, id, projection);
      return run === null ? null : { source: source.id, run, projectName: null };
    },
  });
  return { list };
}
