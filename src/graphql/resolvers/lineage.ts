import { RungraphError } from '../../contract/error.ts';
import { openExplorer } from '../../core/lineage/explore.ts';
import type { FoundEdge, FoundNode, NodeRef } from '../../core/lineage/node.ts';
import type { Direction } from '../../core/lineage/links.ts';
import { walk } from '../../core/lineage/walk.ts';
import { requireSource, type Sources } from '../../core/sources/sources.ts';
import type { QueryResolvers } from '../../generated/resolvers.ts';
import type { RequestContext } from '../context.ts';
import { decodeId, encodeId } from '../ids.ts';
import { artifactNode, runNode, versionNode, type ArtifactNode, type RunNode, type VersionNode } from '../nodes.ts';
import { projectionOf } from '../projection.ts';

export const lineageResolver: NonNullable<QueryResolvers['lineage']> = async (_root, args, context, info) => {
  const bounds = { depth: check('depth', args.depth, 20), limit: check('limit', args.limit, 1000) };
  const explorer = openExplorer(context.scope, {
    sources: context.sources,
    content: context.content,
    direction: orBoth(args.direction),
    kinds: args.kinds ?? null,
    projection: projectionOf(info),
  });
  try {
    const start = startOf(args.of, context);
    const [found] = await explorer.load([start]);
    if (found === undefined) {
      const message = `There is no ${start.kind} "${start.nativeId}" in the source "${start.source}".`;
      throw explorer.failure(start.source) ?? new RungraphError('NOT_FOUND', message);
    }
    const { nodes, edges, ...rest } = await walk(found, bounds, explorer);
    return {
      ...rest,
      nodes: nodes.map((node) => toNode(node, context.sources)),
      edges: edges.map(toEdge),
    };
  } finally {
    explorer.close();
  }
};

/** An explicit null passes the schema's default by. */
function orBoth(direction: Direction | null): Direction {
  return direction ?? 'BOTH';
}

function check(name: string, value: number, most: number): number {
  if (value >= 1 && value <= most) return value;
  throw new RungraphError('INVALID_QUERY', `${name}: must be from 1 to ${most}, not ${value}.`);
}

/** A readable reference is read as a run. */
function startOf(id: string, { sources }: RequestContext): NodeRef {
  const slash = id.indexOf('/');
  const { type, source, nativeId } =
    slash > 0 ? { type: 'Run' as const, source: id.slice(0, slash), nativeId: id.slice(slash + 1) } : decodeId(id);
  requireSource(sources, source);
  if (type === 'Run' || type === 'Artifact' || type === 'ModelVersion') return { kind: type, source, nativeId };
  throw new RungraphError('INVALID_QUERY', `of: a lineage is one of a run, artifact or model version, not a ${type}.`);
}

function toNode(node: FoundNode, sources: Sources): RunNode | ArtifactNode | VersionNode {
  const source = requireSource(sources, node.source);
  switch (node.kind) {
    case 'Run':
      return runNode(source, { source: source.id, run: node.value, projectName: null });
    case 'Artifact':
      return artifactNode(source, node.value);
    case 'ModelVersion':
      return versionNode(source, node.value);
  }
}

/** Equal content has no direction: it is told from the smaller id to the greater. */
function toEdge({ kind, from, to, evidence }: FoundEdge) {
  const ends = [from, to].map((end) => encodeId(end.kind, end.source, end.nativeId));
  if (kind === 'SAME_CONTENT') ends.sort();
  return { kind, from: ends[0] ?? '', to: ends[1] ?? '', evidence };
}
