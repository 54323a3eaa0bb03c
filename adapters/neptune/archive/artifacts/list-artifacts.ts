import type { Artifact, ArtifactPage, ArtifactSearch } from '../../../../src/contract/artifacts.ts';
import { comparePaths } from '../../../../src/kit/files/order-paths.ts';
import type { ArchivedRun } from '../catalog.ts';
import type { ArtifactAccess } from './artifact-access.ts';
import { parseArtifactId } from '../../artifacts/artifact-ids.ts';
import { ownedArtifacts } from './owned-artifacts.ts';

/**
 * One page of artifacts: what each run holds, in the order of runs, then what entries of the model registry hold, and
 * at the end tracked data. A position is the id of the last artifact, which outlives a new index.
 */
export async function listArtifacts(access: ArtifactAccess, search: ArtifactSearch): Promise<ArtifactPage> {
  const { wanted, limit, after } = search;
  if (wanted.alias !== null) return { items: [], next: null };
  const owned = wanted.digests === null && wanted.type !== 'DATASET' ? listOwned(access, search) : [];
  const tracked =
    owned.length > limit || (wanted.type ?? 'DATASET') !== 'DATASET' ? [] : await listTracked(access, search);
  const behind = after !== null && isTracked(after) ? after : null;
  const rest = behind === null ? tracked : tracked.filter(({ nativeId }) => comparePaths(nativeId, behind) > 0);
  const items = [...owned, ...rest].slice(0, limit);
  const more = owned.length + rest.length > items.length;
  return { items, next: more ? (items.at(-1)?.nativeId ?? null) : null };
}

function isTracked(id: string): boolean {
  const kind = parseArtifactId(id)?.kind;
  return kind === 'dataset' || kind === 'artifact';
}

/** One more than asked, where there are more. */
function listOwned({ catalog }: ArtifactAccess, { projects, limit, after }: ArtifactSearch): Artifact[] {
  if (after !== null && isTracked(after)) return [];
  const items: Artifact[] = [];
  const start = after === null ? undefined : parseArtifactId(after);
  const owners = listedOwners(catalog, projects);
  let index = 0;
  if (start !== undefined && start.kind !== 'dataset') {
    index = owners.findIndex(({ scope, nativeId }) => scope === start.scope && nativeId >= start.ownerId);
    if (index < 0) index = owners.findIndex(({ scope }) => scopeOrder(scope) > scopeOrder(start.scope));
  }
  for (const owner of index < 0 ? [] : owners.slice(index)) {
    const own = ownedArtifacts(owner);
    const begun = start !== undefined && start.kind !== 'dataset' && owner.nativeId === start.ownerId;
    items.push(...(begun && after !== null ? own.filter(({ nativeId }) => comparePaths(nativeId, after) > 0) : own));
    if (items.length > limit) break;
  }
  return items;
}

/** What archived runs hold is not listed, as the runs are not. */
function listedOwners(
  { active, models, modelVersions }: ArtifactAccess['catalog'],
  projects: readonly string[] | null,
): readonly ArchivedRun[] {
  const all = [...active, ...models, ...modelVersions];
  return projects === null ? all : all.filter(({ project }) => projects.includes(project));
}

function scopeOrder(scope: ArchivedRun['scope']): number {
  return ['runs', 'models', 'model_versions'].indexOf(scope);
}

/** By id, each once. */
async function listTracked(
  { catalog, tracked }: ArtifactAccess,
  { projects, wanted }: ArtifactSearch,
): Promise<readonly Artifact[]> {
  const lists = await tracked.ofAll(listedOwners(catalog, projects));
  const all = new Map([...lists.values()].flat().map((artifact) => [artifact.nativeId, artifact]));
  const values = wanted.digests?.map(({ value }) => value);
  const asked = [...all.values()].filter(({ digest }) => values?.includes(digest?.value ?? '') ?? true);
  return asked.sort((a, b) => comparePaths(a.nativeId, b.nativeId));
}
