import type { Artifact } from '../../src/contract/artifacts.ts';
import type { Edge, EdgeRequest } from '../../src/contract/lineage.ts';
import { isRungraphError } from '../../src/contract/error.ts';
import { chunkEvenly } from '../../src/kit/chunk.ts';
import { activeExperiments, type ArtifactAccess } from './artifact-access.ts';
import { artifactId } from './artifact-ids.ts';
import { asks, noEdges, type EdgeSlot } from './edge-requests.ts';
import { getWireRuns, isMany, isSearchable } from './get-runs.ts';
import { toFilesArtifact, toModelArtifact } from './to-artifact.ts';
import { textOf, toDataset } from './to-model.ts';
import { quoted } from './to-native-filter.ts';
import type { WireRun } from './wire.ts';
import type { WireLoggedModel } from './wire-artifacts.ts';

/** What runs used (datasets, logged models) and produced (their files, logged models). */
export async function edgesOfRuns(
  access: ArtifactAccess,
  requests: readonly EdgeRequest[],
): Promise<readonly EdgeSlot[]> {
  const ids = [...new Set(requests.map(({ node }) => node.nativeId))];
  const makers = ids.filter((id) => requests.some((r) => r.node.nativeId === id && asks(r, 'PRODUCED', 'from')));
  const readers = ids.filter((id) => requests.some((r) => r.node.nativeId === id && asks(r, 'USED', 'from')));
  const [runs, made, read] = await Promise.all([
    getWireRuns(access, ids),
    loggedBy(access, makers),
    // runs/search leaves out which logged models a run read; runs/get tells.
    access.dialect.loggedModels && isMany(ids) ? access.files.modelInputs(access.context, readers) : undefined,
  ]);
  const byId = new Map(ids.map((id, index) => [id, runs[index] ?? null]));
  return requests.map((request): EdgeSlot => {
    const run = byId.get(request.node.nativeId) ?? null;
    if (run === null) return noEdges;
    if (isRungraphError(run)) return run;
    const id = run.info.run_id;
    const used = asks(request, 'USED', 'from') ? usedBy(run, read?.get(id)) : noLinks;
    const produced = asks(request, 'PRODUCED', 'from') ? madeBy(access, run, made) : noLinks;
    return {
      edges: [...used.edges, ...produced.edges],
      next: null,
      artifacts: [...used.artifacts, ...produced.artifacts],
    };
  });
}

interface Links {
  readonly edges: readonly Edge[];
  readonly artifacts: readonly Artifact[];
}

const noLinks: Links = { edges: [], artifacts: [] };

function usedBy({ info, inputs }: WireRun, modelIds: readonly string[] | undefined): Links {
  const datasets = (inputs?.dataset_inputs ?? []).map((input) => {
    const role = textOf(input.tags?.find(({ key }) => key === 'mlflow.data.context'));
    return { artifact: toDataset(input), evidence: role === null ? 'dataset input' : `dataset input for ${role}` };
  });
  const models = modelIds ?? (inputs?.model_inputs ?? []).map(({ model_id }) => model_id);
  const edge = (to: string, evidence: string): Edge => ({ kind: 'USED', from: info.run_id, to, evidence });
  return {
    edges: [
      ...datasets.map(({ artifact, evidence }) => edge(artifact.nativeId, evidence)),
      ...[...new Set(models)].map((modelId) => edge(artifactId({ kind: 'model', modelId }), 'model input')),
    ],
    artifacts: datasets.map(({ artifact }) => artifact),
  };
}

function madeBy({ baseUrl }: ArtifactAccess, run: WireRun, made: readonly WireLoggedModel[]): Links {
  const files = toFilesArtifact(baseUrl, run);
  const own = made.filter(({ info }) => info.source_run_id === run.info.run_id);
  const outputs = (run.outputs?.model_outputs ?? []).map(({ model_id }) => model_id);
  const modelIds = new Set([...outputs, ...own.map(({ info }) => info.model_id)]);
  const edge = (to: string, evidence: string): Edge => ({ kind: 'PRODUCED', from: run.info.run_id, to, evidence });
  return {
    edges: [
      edge(files.nativeId, 'artifact root of the run'),
      ...[...modelIds].map((modelId) => edge(artifactId({ kind: 'model', modelId }), 'logged model')),
    ],
    artifacts: [files, ...own.map((model) => toModelArtifact(baseUrl, model))],
  };
}

/** Logged models by the runs that made them, the run's own list of outputs need not name them all. */
async function loggedBy(
  { files, context, dialect }: ArtifactAccess,
  runIds: readonly string[],
): Promise<readonly WireLoggedModel[]> {
  const ids = runIds.filter(isSearchable);
  if (!dialect.loggedModels || ids.length === 0) return [];
  const experiments = await activeExperiments(context);
  if (experiments.length === 0) return [];
  const found = await Promise.all(
    chunkEvenly(ids, 200).map(async (chunk) => {
      const models: WireLoggedModel[] = [];
      const filter = `attributes.source_run_id IN (${chunk.map(quoted).join(', ')})`;
      let after: string | null = null;
      do {
        const token: { page_token?: string } = after === null ? {} : { page_token: after };
        const query = { experiment_ids: experiments, filter, max_results: 1000, ...token };
        const page: Awaited<ReturnType<typeof files.searchLoggedModels>> = await files.searchLoggedModels(
          context,
          query,
        );
        models.push(...page.items);
        after = page.next === after ? null : page.next;
      } while (after !== null);
      return models;
    }),
  );
  return found.flat();
}
