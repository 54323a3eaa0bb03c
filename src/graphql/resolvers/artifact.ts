import { listFiles } from '../../core/artifacts/list-artifacts.ts';
import { RungraphError } from '../../contract/error.ts';
import { checkPath, whyNoPath } from '../../core/artifacts/check-path.ts';
import type { ArtifactFileResolvers, ArtifactResolvers } from '../../generated/resolvers.ts';
import { toConnection } from '../connection.ts';
import { projectNode, runNode, sourceNode } from '../nodes.ts';
import { projectionOf } from '../projection.ts';
import { toPage } from '../run-arguments.ts';
import { linkedRuns } from './linked.ts';

export const artifactResolvers: ArtifactResolvers = {
  source: ({ source }) => sourceNode(source),

  async project({ source, projectId }, _args, { loaders }) {
    if (projectId === null) return null;
    const project = await loaders.project(source, projectId);
    return project === null ? null : projectNode(source, project);
  },

  async producedBy({ source, producedById }, _args, { loaders }, info) {
    if (producedById === null) return null;
    const run = await loaders.run(source, producedById, projectionOf(info));
    return run === null ? null : runNode(source, { source: source.id, run, projectName: null });
  },

  usedBy: (artifact, args, context, info) => linkedRuns(artifact, toPage(args), context, projectionOf(info)),

  async files(artifact, { path, recursive, ...page }, { scope }) {
    const { nativeId: artifactId, projectId } = artifact;
    const request = { artifactId, projectId, path: path ? checkPath(path) : '', recursive };
    const list = await listFiles(scope, artifact.source, request, toPage(page, 100));
    return toConnection(list, ({ item }) => ({ ...item, artifact }));
  },
};

export const fileResolvers: ArtifactFileResolvers = {
  downloadUrl({ artifact, path, isDirectory }, _args, { links }) {
    if (isDirectory) return null;
    const why = whyNoPath(path);
    if (why === undefined) return links.urlOf(artifact.id, path);
    throw new RungraphError('UNSUPPORTED', `The gateway opens no file by such a name: ${why}. The tracker may.`);
  },
};
