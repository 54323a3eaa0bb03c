import type { Environment } from '../../contract/provenance.ts';
import type { GitStateResolvers, ProvenanceResolvers } from '../../generated/resolvers.ts';
import type { RequestContext } from '../context.ts';
import { artifactNode, type ProvenanceNode } from '../nodes.ts';

/** What a run comes with; else what its tracker keeps in files, which are read for whoever asks. */
async function told<T>(
  { run }: ProvenanceNode,
  inline: T | null,
  { loaders }: RequestContext,
  read: (environment: Environment) => T | null,
): Promise<T | null> {
  if (inline !== null) return inline;
  const environment = await loaders.environment(run.of, run.nativeId);
  return environment === null ? null : read(environment);
}

export const provenanceResolvers: ProvenanceResolvers = {
  pythonVersion: (node, _args, context) => told(node, node.pythonVersion, context, (found) => found.pythonVersion),
  packages: (node, _args, context) => told(node, node.packages, context, (found) => found.packages),
  os: (node, _args, context) => told(node, node.os, context, (found) => found.os),
  host: (node, _args, context) => told(node, node.host, context, (found) => found.host),
  gpus: (node, _args, context) => told(node, node.gpus, context, (found) => found.gpus),
  cuda: (node, _args, context) => told(node, node.cuda, context, (found) => found.cuda),
};

export const gitResolvers: GitStateResolvers = {
  async diffArtifact({ of, diffArtifactId }, _args, { loaders }) {
    if (diffArtifactId === undefined || diffArtifactId === null) return null;
    const artifact = await loaders.artifact(of, diffArtifactId);
    return artifact === null ? null : artifactNode(of, artifact);
  },
};
