import type { GraphQLResolveInfo } from 'graphql';
import { RungraphError } from '../contract/error.ts';
import { requireSource } from '../core/sources/sources.ts';
import type { RequestContext } from './context.ts';
import { decodeId, type NodeType, type Reference } from './ids.ts';
import {
  artifactNode,
  modelNode,
  projectNode,
  runNode,
  sourceNode,
  versionNode,
  type ArtifactNode,
  type ModelNode,
  type ProjectNode,
  type RunNode,
  type SourceNode,
  type VersionNode,
} from './nodes.ts';
import { projectionOf } from './projection.ts';

/** Whatever a global id names. @throws NOT_FOUND. */
export async function loadNode(
  id: string,
  context: RequestContext,
  info: GraphQLResolveInfo,
): Promise<SourceNode | ProjectNode | RunNode | ArtifactNode | ModelNode | VersionNode> {
  const { type, ...reference } = decodeId(id);
  const found = requireSource(context.sources, reference.source);
  switch (type) {
    case 'Source':
      return sourceNode(found);
    case 'Project':
      return projectNode(
        found,
        await requireFound(type, reference, context.loaders.project(found, reference.nativeId)),
      );
    case 'Run':
      return loadRun(reference, context, info);
    case 'Artifact':
      return loadArtifact(reference, context);
    case 'Model':
      return loadModel(reference, context);
    case 'ModelVersion':
      return versionNode(
        found,
        await requireFound(type, reference, context.loaders.version(found, reference.nativeId)),
      );
  }
}

export async function loadRun(
  reference: Reference,
  { sources, loaders }: RequestContext,
  info: GraphQLResolveInfo,
): Promise<RunNode> {
  const source = requireSource(sources, reference.source);
  const run = await requireFound('Run', reference, loaders.run(source, reference.nativeId, projectionOf(info)));
  return runNode(source, { source: source.id, run, projectName: null });
}

export async function loadArtifact(reference: Reference, { sources, loaders }: RequestContext): Promise<ArtifactNode> {
  const source = requireSource(sources, reference.source);
  return artifactNode(source, await requireFound('Artifact', reference, loaders.artifact(source, reference.nativeId)));
}

export async function loadModel(reference: Reference, { sources, loaders }: RequestContext): Promise<ModelNode> {
  const source = requireSource(sources, reference.source);
  return modelNode(source, await requireFound('Model', reference, loaders.model(source, reference.nativeId)));
}

const names: Readonly<Record<NodeType, string>> = {
  Source: 'source',
  Project: 'project',
  Run: 'run',
  Artifact: 'artifact',
  Model: 'model',
  ModelVersion: 'model version',
};

async function requireFound<T>(
  type: NodeType,
  { source, nativeId }: Reference,
  loading: Promise<T | null>,
): Promise<T> {
  const found = await loading;
  if (found !== null) return found;
  throw new RungraphError('NOT_FOUND', `There is no ${names[type]} "${nativeId}" in the source "${source}".`);
}
