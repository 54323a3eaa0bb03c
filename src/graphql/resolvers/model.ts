import { RungraphError } from '../../contract/error.ts';
import { addCounted } from '../../core/call/meter.ts';
import { listVersions } from '../../core/models/list-models.ts';
import type { ModelResolvers, ModelVersionResolvers } from '../../generated/resolvers.ts';
import { toConnection } from '../connection.ts';
import { artifactNode, modelNode, runNode, sourceNode, versionNode } from '../nodes.ts';
import { projectionOf } from '../projection.ts';
import { toPage } from '../run-arguments.ts';

export const modelResolvers: ModelResolvers = {
  source: ({ source }) => sourceNode(source),
  async versions({ source, nativeId }, page, { scope, loaders }) {
    const list = await listVersions(scope, source, nativeId, toPage(page), async (source, call, request) => {
      const { upstreamCalls, ...versions } = await loaders.versions(source, request);
      addCounted(call.meter, upstreamCalls);
      return versions;
    });
    return toConnection(list, ({ source, item }) => versionNode(source, item));
  },
};

export const versionResolvers: ModelVersionResolvers = {
  async model({ source, modelId }, _args, { loaders }) {
    const model = await loaders.model(source, modelId);
    if (model !== null) return modelNode(source, model);
    throw new RungraphError('NOT_FOUND', `The tracker has a version of the model "${modelId}" but not the model.`);
  },
  async run({ source, runId }, _args, { loaders }, info) {
    if (runId === null) return null;
    const run = await loaders.run(source, runId, projectionOf(info));
    return run === null ? null : runNode(source, { source: source.id, run, projectName: null });
  },
  async artifact({ source, artifactId }, _args, { loaders }) {
    if (artifactId === null) return null;
    const artifact = await loaders.artifact(source, artifactId);
    return artifact === null ? null : artifactNode(source, artifact);
  },
};
