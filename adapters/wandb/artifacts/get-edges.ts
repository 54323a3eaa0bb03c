import type { EdgePage, EdgeRequest } from '../../../src/contract/lineage.ts';
import type { ArtifactAccess } from './artifact-access.ts';
import { parseArtifactId } from './artifact-ids.ts';
import { asks, noEdges, type EdgeSlot } from './edge-requests.ts';
import { edgesOfRuns } from './edges-of-runs.ts';
import { edgesOfModelVersions, edgesOfVersions } from './edges-of-versions.ts';

/** Links of nodes of several kinds: all nodes of a kind are asked about in one request. */
export async function getEdges(access: ArtifactAccess, requests: readonly EdgeRequest[]): Promise<readonly EdgeSlot[]> {
  const groups: Record<Group, EdgeRequest[]> = { run: [], version: [], model: [], files: [], none: [] };
  for (const request of requests) groups[groupOf(request)].push(request);
  const [runs, versions, models] = await Promise.all([
    edgesOfRuns(access, groups.run),
    edgesOfVersions(access, groups.version),
    edgesOfModelVersions(access, groups.model),
  ]);
  const found = new Map([
    ...runs,
    ...versions,
    ...models,
    ...groups.files.map((one) => [one, edgesOfFiles(one)] as const),
  ]);
  return requests.map((request) => found.get(request) ?? noEdges);
}

type Group = 'run' | 'version' | 'model' | 'files' | 'none';

function groupOf({ node }: EdgeRequest): Group {
  if (node.kind === 'Run') return 'run';
  if (node.kind === 'ModelVersion') return 'model';
  return parseArtifactId(node.nativeId)?.kind ?? 'none';
}

/** The id of what a run saved has the run in it. */
function edgesOfFiles(request: EdgeRequest): EdgePage {
  const to = request.node.nativeId;
  if (!asks(request, 'PRODUCED', 'to')) return noEdges;
  const from = to.slice(0, -'/files'.length);
  return { edges: [{ kind: 'PRODUCED', from, to, evidence: 'files of the run' }], next: null };
}
