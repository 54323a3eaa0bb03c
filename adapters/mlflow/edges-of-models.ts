import type { Edge, EdgePage, EdgeRequest } from '../../src/contract/lineage.ts';
import { parseJson } from '../../src/kit/parse-json.ts';
import { chunkEvenly } from '../../src/kit/chunk.ts';
import { z } from 'zod';
import type { ArtifactAccess } from './artifact-access.ts';
import { parseArtifactId } from './artifact-ids.ts';
import { getLoggedModels } from './get-artifacts.ts';
import { asks, noEdges } from './edge-requests.ts';
import { isSearchable } from './get-runs.ts';
import { complete, getVersions } from './registry.ts';
import { textOf } from './to-model.ts';
import { quoted } from './to-native-filter.ts';
import { registered, versionId } from './to-registry.ts';
import type { WireLoggedModel, WireModelVersion } from './wire-artifacts.ts';

/** What made logged models, what they are registered as, and which runs measured them. */
export async function edgesOfModels(
  access: ArtifactAccess,
  requests: readonly EdgeRequest[],
): Promise<readonly EdgePage[]> {
  const idOf = ({ node }: EdgeRequest): string => {
    const key = parseArtifactId(node.nativeId);
    return key?.kind === 'model' ? key.modelId : '';
  };
  const models = await getLoggedModels(access, requests.map(idOf));
  return requests.map((request): EdgePage => {
    const model = models.get(idOf(request));
    if (model === undefined) return noEdges;
    const { nativeId } = request.node;
    const source = model.info.source_run_id ? model.info.source_run_id : null;
    const edges: Edge[] = [];
    if (asks(request, 'PRODUCED', 'to') && source !== null) {
      edges.push({ kind: 'PRODUCED', from: source, to: nativeId, evidence: 'logged model' });
    }
    if (asks(request, 'REGISTERED_AS', 'from')) {
      for (const to of versionsOf(model)) edges.push({ kind: 'REGISTERED_AS', from: nativeId, to, evidence: null });
    }
    if (!asks(request, 'USED', 'to')) return { edges, next: null };
    const measuring = new Set((model.data?.metrics ?? []).flatMap(({ run_id }) => run_id ?? []));
    measuring.delete(source ?? '');
    for (const from of measuring) edges.push({ kind: 'USED', from, to: nativeId, evidence: 'metrics of the model' });
    return { edges, next: null, partial };
  });
}

const partial = 'MLflow does not tell which runs read a logged model, but for those that logged metrics of it.';

const registrations = z.array(z.object({ name: z.string(), version: z.coerce.string() }));

/** The tag names a version twice where it was written by client and server: as a number and as text. */
function versionsOf({ info }: WireLoggedModel): readonly string[] {
  const tag = textOf(info.tags?.find(({ key }) => key === 'mlflow.modelVersions'));
  if (tag === null) return [];
  try {
    const parsed = registrations.safeParse(parseJson(tag));
    return parsed.success ? [...new Set(parsed.data.map(({ name, version }) => versionId(name, version)))] : [];
  } catch {
    // Cut off by the server's limit of a tag, or written by somebody else.
    return [];
  }
}

/** The run that made files, and the model versions that were registered from among them. */
export async function edgesOfFiles(
  access: ArtifactAccess,
  requests: readonly EdgeRequest[],
): Promise<readonly EdgePage[]> {
  const runOf = ({ node }: EdgeRequest): string => {
    const key = parseArtifactId(node.nativeId);
    return key?.kind === 'files' ? key.runId : '';
  };
  const wires = await versionsOfRuns(
    access,
    requests.filter((request) => asks(request, 'REGISTERED_AS', 'from')).map(runOf),
  );
  const own = wires.filter((wire) => requests.some(({ node }) => node.nativeId === registered(wire).artifactId));
  const versions = (await complete(access, own)).flatMap((version) => version ?? []);
  return requests.map((request): EdgePage => {
    const { nativeId } = request.node;
    const mine = versions.filter((version) => version.artifactId === nativeId);
    const made: Edge = { kind: 'PRODUCED', from: runOf(request), to: nativeId, evidence: 'artifact root of the run' };
    return {
      edges: [
        ...(asks(request, 'PRODUCED', 'to') ? [made] : []),
        ...mine.map((version): Edge => {
          const evidence = own.find((wire) => versionId(wire.name, wire.version) === version.nativeId)?.source ?? null;
          return { kind: 'REGISTERED_AS', from: nativeId, to: version.nativeId, evidence };
        }),
      ],
      next: null,
      versions: mine,
    };
  });
}

/** What model versions were registered from. */
export async function edgesOfVersions(
  access: ArtifactAccess,
  requests: readonly EdgeRequest[],
): Promise<readonly EdgePage[]> {
  const wanted = requests.filter((request) => asks(request, 'REGISTERED_AS', 'to'));
  const versions = await getVersions(
    access,
    wanted.map(({ node }) => node.nativeId),
  );
  const byId = new Map(versions.flatMap((version) => (version === null ? [] : [[version.nativeId, version]])));
  return requests.map(({ node }): EdgePage => {
    const from = byId.get(node.nativeId)?.artifactId ?? null;
    if (from === null) return noEdges;
    return { edges: [{ kind: 'REGISTERED_AS', from, to: node.nativeId, evidence: null }], next: null };
  });
}

async function versionsOfRuns(
  { registry, context }: ArtifactAccess,
  runIds: readonly string[],
): Promise<readonly WireModelVersion[]> {
  const ids = [...new Set(runIds.filter(isSearchable))];
  if (ids.length === 0) return [];
  const pages = await Promise.all(
    chunkEvenly(ids, 50).map(async (chunk) => {
      const filter = `run_id IN (${chunk.map(quoted).join(', ')})`;
      const { items } = await registry.searchVersions(context, { filter, limit: 10_000, after: null });
      return items;
    }),
  );
  return pages.flat();
}
