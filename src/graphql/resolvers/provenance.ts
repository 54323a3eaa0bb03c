import { environmentFact, type EnvironmentFact } from '../../core/provenance/recorded-environment.ts';
import type { GitStateResolvers, ProvenanceResolvers } from '../../generated/resolvers.ts';
import type { RequestContext } from '../context.ts';
import { artifactNode, type ProvenanceNode } from '../nodes.ts';

function fact<Fact extends EnvironmentFact>(name: Fact) {
  return (node: ProvenanceNode, _args: object, { loaders }: RequestContext) =>
    environmentFact(node, name, () => loaders.environment(node.run.source, node.run.nativeId));
}

export const provenanceResolvers: ProvenanceResolvers = {
  pythonVersion: fact('pythonVersion'),
  packages: fact('packages'),
  os: fact('os'),
  host: fact('host'),
  gpus: fact('gpus'),
  cuda: fact('cuda'),
};

export const gitResolvers: GitStateResolvers = {
  async diffArtifact({ source, diffArtifactId }, _args, { loaders }) {
    if (diffArtifactId === undefined || diffArtifactId === null) return null;
    const artifact = await loaders.artifact(source, diffArtifactId);
    return artifact === null ? null : artifactNode(source, artifact);
  },
};
