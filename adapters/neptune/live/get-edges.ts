import { isRungraphError, type RungraphError } from '../../../src/contract/error.ts';
import type { Edge, EdgePage, EdgeRequest, Link } from '../../../src/contract/lineage.ts';
import type { Artifact } from '../../../src/contract/artifacts.ts';
import type { Scope } from '../archive/part-name.ts';
import { parseArtifactId, type OwnedKey } from '../artifacts/artifact-ids.ts';
import { evidenceOf } from '../artifacts/to-owned.ts';
import { allProjects, type ArtifactAccess } from './artifacts/artifact-access.ts';
import { findTracked } from './artifacts/find-tracked.ts';
import { getArtifacts, holdersOf } from './artifacts/get-artifacts.ts';
import { heldBy, trackedBy } from './artifacts/held-by.ts';
import { getForks } from './get-forks.ts';

/** Forks, and what runs and model versions hold and track: a level of a walk costs calls by project and not by node. */
export async function getEdges(
  access: ArtifactAccess,
  requests: readonly EdgeRequest[],
): Promise<readonly (EdgePage | RungraphError)[]> {
  const [forks, held, users, owners] = await Promise.all([
    getForks(access, requests),
    heldEdges(access, requests),
    userEdges(access, requests),
    ownerEdges(access, requests),
  ]);
  return requests.map((_request, index) => {
    const found = [forks[index], held[index], users[index], owners[index]];
    const error = found.find(isRungraphError);
    if (error !== undefined) return error;
    const pages = found.flatMap((one) => (one === undefined || isRungraphError(one) ? [] : [one]));
    const partial = pages.find((one) => one.partial !== undefined)?.partial;
    return {
      edges: pages.flatMap(({ edges }) => edges),
      next: null,
      artifacts: pages.flatMap(({ artifacts = [] }) => artifacts),
      ...(partial === undefined ? {} : { partial }),
    };
  });
}

type Found = Pick<EdgePage, 'edges' | 'artifacts' | 'partial'> | RungraphError | undefined;

function has(links: readonly Link[], kind: Link['kind'], end: Link['end']): boolean {
  return links.some((link) => link.kind === kind && link.end === end);
}

/** From a run or a version to its artifacts. */
async function heldEdges(access: ArtifactAccess, requests: readonly EdgeRequest[]): Promise<readonly Found[]> {
  const keys = requests.map(({ node, links }): { readonly scope: Scope; readonly ownerId: string } | undefined => {
    const { kind, nativeId: ownerId } = node;
    if (kind === 'Run' && (has(links, 'USED', 'from') || has(links, 'PRODUCED', 'from')))
      return { scope: 'runs', ownerId };
    const registered = kind === 'ModelVersion' && has(links, 'REGISTERED_AS', 'to');
    return registered ? { scope: 'model_versions', ownerId } : undefined;
  });
  const holders = await holdersOf(
    access,
    keys.flatMap((key) => key ?? []),
  );
  return keys.map((key, index): Found => {
    const holder = key && holders.get(`${key.scope} ${key.ownerId}`);
    if (holder === undefined || isRungraphError(holder)) return holder;
    const { links = [] } = requests[index] ?? {};
    const id = holder.nativeId;
    const tracked = has(links, 'USED', 'from') ? trackedBy(holder, access.hashing) : [];
    const owned = has(links, 'PRODUCED', 'from') || holder.scope !== 'runs' ? heldBy(holder) : [];
    const edges = [
      ...tracked.map((one): Edge => ({ kind: 'USED', from: id, to: one.nativeId, evidence: evidenceOf(one) })),
      ...owned.map((one) => ownedEdge(holder.scope, id, one)),
    ];
    return { edges, artifacts: [...tracked, ...owned] };
  });
}

function ownedEdge(scope: Scope, id: string, artifact: Artifact): Edge {
  return scope === 'runs'
    ? { kind: 'PRODUCED', from: id, to: artifact.nativeId, evidence: evidenceOf(artifact) }
    : { kind: 'REGISTERED_AS', from: artifact.nativeId, to: id, evidence: 'files of the model version' };
}

/** From tracked data to runs that are not archived. */
async function userEdges(access: ArtifactAccess, requests: readonly EdgeRequest[]): Promise<readonly Found[]> {
  const keys = requests.map(({ node, links }) =>
    node.kind === 'Artifact' && has(links, 'USED', 'to') ? parseArtifactId(node.nativeId) : undefined,
  );
  if (!keys.some((key) => key?.kind === 'dataset' || key?.kind === 'artifact')) return [];
  const wanted = keys.some((key) => key?.kind === 'dataset');
  const all = wanted
    ? await findTracked(access, await allProjects(access), { archived: false, registry: false })
    : undefined;
  return keys.map((key, index): Found => {
    const id = requests[index]?.node.nativeId ?? '';
    if (key?.kind !== 'dataset' && key?.kind !== 'artifact') return undefined;
    const own = key.kind === 'artifact' && key.scope === 'runs' ? [key.ownerId] : [];
    const users = key.kind === 'dataset' ? (all?.get(id)?.by.map(({ nativeId }) => nativeId) ?? []) : own;
    const evidence = `tracked as ${key.path}`;
    return { edges: users.map((from): Edge => ({ kind: 'USED', from, to: id, evidence })) };
  });
}

/** From what a run or a version holds to it. */
async function ownerEdges(access: ArtifactAccess, requests: readonly EdgeRequest[]): Promise<readonly Found[]> {
  const keys = requests.map(({ node, links }): OwnedKey | undefined => {
    const key = node.kind === 'Artifact' ? parseArtifactId(node.nativeId) : undefined;
    if (key === undefined || key.kind === 'dataset' || key.kind === 'artifact') return undefined;
    const asked =
      key.scope === 'runs'
        ? has(links, 'PRODUCED', 'to')
        : key.scope === 'model_versions' && has(links, 'REGISTERED_AS', 'from');
    return asked ? key : undefined;
  });
  const ids = requests.flatMap(({ node }, index) => (keys[index] === undefined ? [] : [node.nativeId]));
  const found = await getArtifacts(access, ids);
  return keys.map((key, index): Found => {
    const artifact = found[ids.indexOf(requests[index]?.node.nativeId ?? '')];
    if (key === undefined || artifact === null || artifact === undefined) return undefined;
    return isRungraphError(artifact) ? artifact : { edges: [ownedEdge(key.scope, key.ownerId, artifact)] };
  });
}
