import type { Artifact } from '../../../../src/contract/artifacts.ts';
import type { Edge, EdgePage, EdgeRequest, KeptEdgeKind, Link } from '../../../../src/contract/lineage.ts';
import type { ArchivedRun, Catalog } from '../catalog.ts';
import { forkEvidence, forkOf } from '../../fork-of.ts';
import { parentOf } from '../forks.ts';
import { usersOf, type ArtifactAccess } from './artifact-access.ts';
import { getArtifacts } from './get-artifacts.ts';
import { parseArtifactId } from '../../artifacts/artifact-ids.ts';
import { evidenceOf } from '../../artifacts/to-owned.ts';
import { ownedArtifacts } from './owned-artifacts.ts';

interface Found {
  readonly edges: readonly Edge[];
  readonly artifacts?: readonly Artifact[];
  readonly partial?: string;
}

const none: Found = { edges: [] };

/** What runs tracked, hold and were forked from, and what was registered. No file is opened but lists of tracked data. */
export function getEdges(access: ArtifactAccess, requests: readonly EdgeRequest[]): Promise<readonly EdgePage[]> {
  return Promise.all(
    requests.map(async ({ node: { kind, nativeId }, links }) => {
      const found = await Promise.all(
        links.map((link) => {
          if (kind === 'Run') return edgesOfRun(access, nativeId, link);
          return kind === 'Artifact' ? edgesOfArtifact(access, nativeId, link) : edgesOfVersion(access, nativeId, link);
        }),
      );
      const partial = found.find((one) => one.partial !== undefined)?.partial ?? access.losses.message ?? undefined;
      return {
        edges: found.flatMap(({ edges }) => edges),
        next: null,
        artifacts: found.flatMap(({ artifacts = [] }) => artifacts),
        ...(partial === undefined ? {} : { partial }),
      };
    }),
  );
}

async function edgesOfRun({ catalog, tracked }: ArtifactAccess, id: string, { kind, end }: Link): Promise<Found> {
  const run = catalog.byId.get(id);
  if (run === undefined) return none;
  if (kind === 'FORKED_FROM') return end === 'from' ? forkedFrom(run, catalog) : forksOf(run, catalog);
  if (end !== 'from' || (kind !== 'USED' && kind !== 'PRODUCED')) return none;
  const artifacts = kind === 'USED' ? await tracked.of(run) : ownedArtifacts(run);
  return { edges: artifacts.map((artifact) => edge(kind, id, artifact.nativeId, evidenceOf(artifact))), artifacts };
}

function forkedFrom(run: ArchivedRun, catalog: Catalog): Found {
  const fork = forkOf(run);
  if (fork === null) return none;
  const parent = parentOf(run, catalog);
  if (parent === undefined) return { edges: [], partial: `${fork.parent}, which it was forked from, is not exported.` };
  return { edges: [edge('FORKED_FROM', run.nativeId, parent.nativeId, forkEvidence(forkOf(run)?.step ?? null))] };
}

/** Archived runs are left out where others are found from a run or artifact, as they are of every list. */
function forksOf(run: ArchivedRun, catalog: Catalog): Found {
  const children = childrenOf(catalog).get(run.nativeId) ?? [];
  return {
    edges: children.map((child) =>
      edge('FORKED_FROM', child.nativeId, run.nativeId, forkEvidence(forkOf(child)?.step ?? null)),
    ),
  };
}

const families = new WeakMap<Catalog, ReadonlyMap<string, readonly ArchivedRun[]>>();

function childrenOf(catalog: Catalog): ReadonlyMap<string, readonly ArchivedRun[]> {
  const known = families.get(catalog);
  if (known !== undefined) return known;
  const found = new Map<string, ArchivedRun[]>();
  for (const run of catalog.active) {
    const parent = parentOf(run, catalog)?.nativeId;
    if (parent !== undefined) found.set(parent, [...(found.get(parent) ?? []), run]);
  }
  families.set(catalog, found);
  return found;
}

async function edgesOfArtifact(access: ArtifactAccess, id: string, { kind, end }: Link): Promise<Found> {
  const key = parseArtifactId(id);
  if (key === undefined) return none;
  if (kind === 'USED' && end === 'to') {
    const users = key.kind === 'dataset' ? await usersOf(access, id, access.catalog.active) : [];
    const own = key.kind === 'artifact' && key.scope === 'runs' ? [key.ownerId] : [];
    const ids = [...users.map(({ nativeId }) => nativeId), ...own];
    return { edges: ids.map((run) => edge(kind, run, id, `tracked as ${key.path}`)) };
  }
  if (key.kind === 'dataset' || key.kind === 'artifact') return none;
  const [artifact] = await getArtifacts(access, [id]);
  if (artifact === undefined || artifact === null) return none;
  if (kind === 'PRODUCED' && end === 'to' && key.scope === 'runs') {
    return { edges: [edge(kind, key.ownerId, id, evidenceOf(artifact))] };
  }
  if (kind === 'REGISTERED_AS' && end === 'from' && key.scope === 'model_versions') {
    return { edges: [edge(kind, id, key.ownerId, 'files of the model version')] };
  }
  return none;
}

/** Neptune keeps no link from a model version to a run. */
async function edgesOfVersion({ catalog }: ArtifactAccess, id: string, { kind, end }: Link): Promise<Found> {
  const version = catalog.entries.model_versions.get(id);
  if (version === undefined || kind !== 'REGISTERED_AS' || end !== 'to') return none;
  const artifacts = ownedArtifacts(version);
  const edges = artifacts.map(({ nativeId }) => edge(kind, nativeId, id, 'files of the model version'));
  return Promise.resolve({ edges, artifacts });
}

function edge(kind: KeptEdgeKind, from: string, to: string, evidence: string): Edge {
  return { kind, from, to, evidence };
}
