import type { EdgeRequest } from '../../src/contract/lineage.ts';
import type { ArtifactAccess } from './artifact-access.ts';
import { parseArtifactId } from './artifact-ids.ts';
import { noEdges, type EdgeSlot } from './edge-requests.ts';
import { edgesOfDatasets } from './edges-of-datasets.ts';
import { edgesOfFiles, edgesOfModels, edgesOfVersions } from './edges-of-models.ts';
import { edgesOfRuns } from './edges-of-runs.ts';

/** Links of nodes of several kinds: all nodes of a kind are asked about together. */
export async function getEdges(access: ArtifactAccess, requests: readonly EdgeRequest[]): Promise<readonly EdgeSlot[]> {
  const groups: Record<Group, EdgeRequest[]> = { run: [], dataset: [], model: [], files: [], version: [], none: [] };
  for (const request of requests) groups[groupOf(request)].push(request);
  const answers = await Promise.all([
    answered(groups.run, (own) => edgesOfRuns(access, own)),
    answered(groups.dataset, (own) => edgesOfDatasets(access, own)),
    answered(groups.model, (own) => edgesOfModels(access, own)),
    answered(groups.files, (own) => edgesOfFiles(access, own)),
    answered(groups.version, (own) => edgesOfVersions(access, own)),
  ]);
  const found = new Map(answers.flat());
  return requests.map((request) => found.get(request) ?? noEdges);
}

type Group = 'run' | 'dataset' | 'model' | 'files' | 'version' | 'none';

function groupOf({ node }: EdgeRequest): Group {
  if (node.kind === 'Run') return 'run';
  if (node.kind === 'ModelVersion') return 'version';
  return parseArtifactId(node.nativeId)?.kind ?? 'none';
}

async function answered(
  requests: readonly EdgeRequest[],
  answer: (requests: readonly EdgeRequest[]) => Promise<readonly EdgeSlot[]>,
): Promise<readonly (readonly [EdgeRequest, EdgeSlot])[]> {
  if (requests.length === 0) return [];
  const slots = await answer(requests);
  return requests.map((request, index) => [request, slots[index] ?? noEdges]);
}
