import { RungraphError } from '../../contract/error.ts';
import { addCounted } from '../../core/call/meter.ts';
import { listVersions } from '../../core/models/list-models.ts';
import type { ModelResolvers, ModelVersionResolvers } from '../../generated/resolvers.ts';
import { toConnection } from '../connection.ts';
import { artifactNode, modelNode, runNode, sourceNode, versionNode } from '../nodes.ts';
import { projectionOf } from '../projection.ts';
import { toPage } from '../run-arguments.ts';

export const modelResolvers: ModelResolvers = {
  source: ({ of }) => sourceNode(of),
  async versions({ of, nativeId }, page, { scope, loaders }) {
    const list = await listVersions(scope, of, nativeId, toPage(page), async (source, call, request) => {
      const { upstreamCalls, ...versions } = await loaders.versions(source, request);
      addCounted(call.meter, upstreamCalls);
      return versions;
    });
    return toConnection(list, ({ source, item }) => versionNode(source, item));
  },
};

export const versionResolvers: ModelVersionResolvers = {
  async model({ of, modelId }, _args, { loaders }) {
    const model = await loaders.model(of, modelId);
    if (model !== null) return modelNode(of, model);
    throw new RungraphError('NOT_FOUND', `The tracker has a version of the model "${modelId}" but not the model.`);
  },
  async run({ of, runId }, _args, { loaders }, info) {
    if (runId === null) return null;
    const run = await loaders.run(of, runId, projectionOf(info));
    return run === null ? null : runNode(of, { source: of.id, run, projectName: null });
  },
  async artifact({ of, artifactId }, _args, { loaders }) {
    if (artifactId === null) return null;
    const artifact = await loaders.artifact(of, artifactId);
    return artifact === null ? null : artifactNode(of, artifact);
  },
};
