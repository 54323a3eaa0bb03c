import type { Edge, EdgePage, EdgeRequest } from '../../src/contract/lineage.ts';
import type { ArtifactAccess } from './artifact-access.ts';
import { parseArtifactId } from './artifact-ids.ts';
import { digestsIn, isDataset, searchUsers, type DatasetKey } from './find-datasets.ts';
import { asks, noEdges } from './edge-requests.ts';
import { isSearchable } from './get-runs.ts';
import { textOf, toDataset } from './to-model.ts';
import type { WireRun } from './wire.ts';

interface Asked {
  readonly request: EdgeRequest;
  readonly key: DatasetKey;
}

/** Runs that are not deleted and read datasets: one search for all of them, and one for each where that is too much. */
export async function edgesOfDatasets(
  access: ArtifactAccess,
  requests: readonly EdgeRequest[],
): Promise<readonly EdgePage[]> {
  const asked = requests.flatMap((request): Asked[] => {
    const key = parseArtifactId(request.node.nativeId);
    return key?.kind === 'dataset' && asks(request, 'USED', 'to') ? [{ request, key }] : [];
  });
  const found = new Map<EdgeRequest, EdgePage>();
  const together = asked.filter(({ request, key }) => request.after === null && isSearchable(key.digest));
  if (together.length > 1) {
    const digests = [...new Set(together.map(({ key }) => key.digest))];
    const limit = Math.min(
      1000,
      together.reduce((sum, { request }) => sum + request.limit, 0),
    );
    const { items, next } = await searchUsers(access, digestsIn(digests), limit, null);
    if (next === null) for (const { request } of together) found.set(request, pageOf(request, items, null));
  }
  await Promise.all(
    asked.map(async ({ request, key }) => {
      if (found.has(request)) return;
      const { items, next } = await searchUsers(access, isDataset(key), request.limit, request.after);
      found.set(request, pageOf(request, items, next));
    }),
  );
  return requests.map((request) => found.get(request) ?? noEdges);
}

function pageOf({ node }: EdgeRequest, runs: readonly WireRun[], next: string | null): EdgePage {
  const edges = runs.flatMap(({ info, inputs }): Edge[] => {
    const input = inputs?.dataset_inputs?.find((one) => toDataset(one).nativeId === node.nativeId);
    if (input === undefined) return [];
    const role = textOf(input.tags?.find(({ key }) => key === 'mlflow.data.context'));
    const evidence = role === null ? 'dataset input' : `dataset input for ${role}`;
    return [{ kind: 'USED', from: info.run_id, to: node.nativeId, evidence }];
  });
  return { edges, next };
}
