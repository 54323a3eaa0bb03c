import { z } from 'zod';
import type { Artifact, ArtifactPage, ArtifactSearch } from '../../../../src/contract/artifacts.ts';
import { isRungraphError } from '../../../../src/contract/error.ts';
import { comparePaths } from '../../../../src/kit/files/order-paths.ts';
import type { Scope } from '../../archive/part-name.ts';
import { positionBehind, creationPosition, type CreationPosition } from '../creation-position.ts';
import { unknownPosition } from '../run-access.ts';
import { allProjects, type ArtifactAccess } from './artifact-access.ts';
import { holderPaths, withHeld, type FoundHolder } from './find-holders.ts';
import { findTracked } from './find-tracked.ts';
import { heldBy, heldTypes } from './held-by.ts';
import { pageOfHolders, type HolderPage } from './page-of-holders.ts';

/** Holders that one call reads. */
const pageHolders = 100;

/** Behind the last artifact of a holder, or behind a holder, or among tracked data. */
const position = z.union([
  z.object({
    project: z.string(),
    scope: z.number(),
    place: creationPosition.nullable(),
    after: z.string().nullable(),
  }),
  z.object({ tracked: z.string().nullable() }),
]);
type Position = z.infer<typeof position>;

const scopes: Readonly<Record<ArtifactAccess['line'], readonly Scope[]>> = {
  '2.x': ['runs', 'models', 'model_versions'],
  '3.x': ['runs'],
};

/** One page of artifacts: project by project what runs hold, then what entries of the registry hold; at the end tracked data. */
export async function listArtifacts(access: ArtifactAccess, search: ArtifactSearch): Promise<ArtifactPage> {
  const { wanted, limit } = search;
  if (wanted.alias !== null) return { items: [], next: null };
  const projects = [...(search.projects ?? (await allProjects(access)))].sort();
  const wantsOwned = wanted.digests === null && wanted.type !== 'DATASET';
  const wantsTracked = access.line === '2.x' && (wanted.type ?? 'DATASET') === 'DATASET';
  let at: Position | null = search.after === null ? null : readPosition(search.after);
  const items: Artifact[] = [];
  if (wantsOwned && (at === null || 'project' in at)) {
    const owned = await listOwned(access, projects, { limit, at });
    items.push(...owned.items);
    if (owned.next !== null) return { items, next: JSON.stringify(owned.next) };
    at = null;
  }
  if (!wantsTracked) return { items, next: null };
  const after = at !== null && 'tracked' in at ? at.tracked : null;
  const values = wanted.digests?.map(({ value }) => value);
  const found = [...(await findTracked(access, projects, { archived: false, registry: true })).values()]
    .map(({ artifact }) => artifact)
    .filter(({ digest }) => values?.includes(digest?.value ?? '') ?? true)
    .sort((a, b) => comparePaths(a.nativeId, b.nativeId))
    .filter(({ nativeId }) => after === null || comparePaths(nativeId, after) > 0);
  const rest = found.slice(0, limit - items.length);
  const last = rest.at(-1)?.nativeId ?? after;
  return {
    items: [...items, ...rest],
    next: found.length > rest.length ? JSON.stringify({ tracked: last }) : null,
  };
}

type OwnedPosition = Extract<Position, { readonly project: string }>;

async function listOwned(
  access: ArtifactAccess,
  projects: readonly string[],
  { limit, at }: { readonly limit: number; readonly at: OwnedPosition | null },
): Promise<{ readonly items: readonly Artifact[]; readonly next: OwnedPosition | null }> {
  const items: Artifact[] = [];
  const stages = projects.flatMap((project) => scopes[access.line].map((_scope, scope) => ({ project, scope })));
  for (const { project, scope } of stages) {
    const isBefore = at !== null && (project < at.project || (project === at.project && scope < at.scope));
    if (isBefore) continue;
    const begun = at?.project === project && at.scope === scope ? at : null;
    let from: CreationPosition | null = begun?.place ?? null;
    for (let ended = false; !ended;) {
      const page = await readPage(access, scopes[access.line][scope] ?? 'runs', project, from);
      for (const holder of page.holders) {
        const isBegun = begun?.after?.startsWith(`${holder.scope}/${encodeURIComponent(holder.nativeId)}/`) === true;
        const own = heldBy(holder).filter(({ nativeId }) => !isBegun || comparePaths(nativeId, begun.after ?? '') > 0);
        const room = limit - items.length;
        if (own.length > room) {
          items.push(...own.slice(0, room));
          const after = room > 0 ? (own[room - 1]?.nativeId ?? null) : isBegun ? begun.after : null;
          return { items, next: { project, scope, place: from, after } };
        }
        if (!holder.archived) items.push(...own);
        from = positionBehind(holder.createdAt, holder.nativeId, from ?? undefined);
      }
      from = page.last ?? from;
      ended = page.ended;
    }
  }
  return { items, next: null };
}

/** What runs hold is asked for by the names of such attributes: a project without any costs one call. */
async function readPage(
  access: ArtifactAccess,
  scope: Scope,
  project: string,
  from: CreationPosition | null,
): Promise<HolderPage> {
  const nothing: HolderPage = { holders: [], last: undefined, ended: true };
  try {
    const { content, context, line } = access;
    const names = scope === 'runs' ? await content.attributeNames(context, project, heldTypes[line]) : null;
    if (names?.length === 0) return nothing;
    const all = line === '2.x' ? null : holderPaths;
    const paths = names === null ? all : [...holderPaths, ...names];
    const page = await pageOfHolders(access, { scope, project, paths, limit: pageHolders, from: from ?? undefined });
    const shown: readonly FoundHolder[] = page.holders.map((holder) =>
      holder.archived ? { ...holder, attributes: [] } : holder,
    );
    return { ...page, holders: line === '3.x' && names === null ? await withHeld(access, project, shown) : shown };
  } catch (error) {
    if (isRungraphError(error) && error.code === 'NOT_FOUND') return nothing;
    throw error;
  }
}

function readPosition(text: string): Position {
  try {
    return position.parse(JSON.parse(text));
  } catch {
    throw unknownPosition();
  }
}
