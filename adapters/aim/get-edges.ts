import type { Artifact } from '../../src/contract/artifacts.ts';
import { isRungraphError, type RungraphError } from '../../src/contract/error.ts';
import type { EdgePage, EdgeRequest } from '../../src/contract/lineage.ts';
import { artifactsOfRuns, type ArtifactAccess } from './artifact-access.ts';
import { parseArtifactId } from './artifact-ids.ts';

const noEdges: EdgePage = { edges: [], next: null };

/** What runs made and which runs made something: a call for each run in it, and none for anything else. */
export async function getEdges(
  access: ArtifactAccess,
  requests: readonly EdgeRequest[],
): Promise<readonly (EdgePage | RungraphError)[]> {
  const runs = requests.map(runOf);
  const made = await artifactsOfRuns(
    access,
    runs.flatMap((hash) => hash ?? []),
  );
  return requests.map(({ node }, index) => {
    const own = made.get(runs[index] ?? '') ?? null;
    if (own === null) return noEdges;
    if (isRungraphError(own)) return own;
    const artifacts = node.kind === 'Run' ? own : own.filter(({ nativeId }) => nativeId === node.nativeId);
    return { edges: artifacts.map(toEdge), next: null, artifacts };
  });
}

/** The run whose artifacts answer a request; undefined where it asks for no link that Aim keeps. */
function runOf({ node, links }: EdgeRequest): string | undefined {
  const end = node.kind === 'Run' ? 'from' : 'to';
  if (!links.some((link) => link.kind === 'PRODUCED' && link.end === end)) return undefined;
  if (node.kind === 'Run') return node.nativeId;
  return node.kind === 'Artifact' ? parseArtifactId(node.nativeId)?.runId : undefined;
}

function toEdge({ nativeId, nativeType, producedById }: Artifact) {
  const evidence = `${nativeType ?? 'artifact'} of the run`;
  return { kind: 'PRODUCED', from: producedById ?? '', to: nativeId, evidence } as const;
}
