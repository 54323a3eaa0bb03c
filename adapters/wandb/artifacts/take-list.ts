import type { Artifact } from '../../../src/contract/artifacts.ts';
import { comparePaths } from '../../../src/kit/files/order-paths.ts';
import type { ProjectKey } from '../ids.ts';
import { nextCursor } from '../next-cursor.ts';
import type { Place } from './list-position.ts';
import { toArtifact, toFilesArtifact } from './to-artifact.ts';
import type { ListOfProject, WireVersions } from './wire-artifacts.ts';

/** What of a project is listed. */
export interface Kinds {
  readonly versions: boolean;
  readonly files: boolean;
}

export interface Taking {
  readonly key: ProjectKey;
  /** What was asked for. */
  readonly place: Place;
  readonly kinds: Kinds;
  /** How many artifacts there is room for, at least one. */
  readonly room: number;
  readonly pagesUrl: string;
}

/** Artifacts of one project, and where it goes on; null at its end. */
export interface Taken {
  readonly items: readonly Artifact[];
  readonly next: Place | null;
}

type List = NonNullable<ListOfProject>;

/** What one answer about a project holds, as far as there is room. */
export function takeList(list: List, taking: Taking): Taken {
  const { place } = taking;
  if (place.at === 'versions') return takeVersions(list, place, taking);
  if (place.at === 'runs' || !taking.kinds.versions) return takeRuns(list, taking, taking.room);
  const { items, next } = takeCollections(list, place, taking);
  const room = taking.room - items.length;
  if (next.at !== 'runs') return { items, next };
  if (room === 0) return { items, next: taking.kinds.files ? next : null };
  const runs = takeRuns(list, taking, room);
  return { items: [...items, ...runs.items], next: runs.next };
}

/** A page of collections is one list, by id, which is read again where it was cut. */
function takeCollections(
  { artifactCollections: page }: List,
  { after, last }: Extract<Place, { at: 'collections' }>,
  { room, pagesUrl }: Taking,
): { readonly items: readonly Artifact[]; readonly next: Place } {
  const collections = (page?.edges ?? []).flatMap(({ node }) => (node ? [node] : []));
  const all = collections.flatMap(({ artifacts }) => toArtifacts(artifacts, pagesUrl));
  const sorted = all.toSorted((a, b) => comparePaths(a.nativeId, b.nativeId));
  const left = last === null ? sorted : sorted.filter(({ nativeId }) => comparePaths(nativeId, last) > 0);
  const items = left.slice(0, room);
  if (left.length > items.length) {
    return { items, next: { at: 'collections', after, last: items.at(-1)?.nativeId ?? last } };
  }
  const rests = collections.flatMap(({ name, artifacts }): readonly [string, string][] => {
    const cursor = nextCursor('versions of the artifact', artifacts?.pageInfo, null);
    return cursor === null ? [] : [[name, cursor]];
  });
  const more = nextCursor('artifacts', page?.pageInfo, after);
  return { items, next: rests.length > 0 ? { at: 'versions', rests, then: more } : behind(more) };
}

/** More versions of the first collection that has some, and no more than there is room for. */
function takeVersions(
  { artifactCollection: collection }: List,
  { rests, then }: Extract<Place, { at: 'versions' }>,
  { pagesUrl, kinds }: Taking,
): Taken {
  const items = toArtifacts(collection?.artifacts, pagesUrl);
  const [name = '', from = null] = rests[0] ?? [];
  const cursor = nextCursor('versions of the artifact', collection?.artifacts?.pageInfo, from);
  const left: [string, string][] = [
    ...(cursor === null ? [] : [[name, cursor] as [string, string]]),
    ...rests.slice(1),
  ];
  if (left.length > 0) return { items, next: { at: 'versions', rests: left, then } };
  const next = behind(then);
  return { items, next: next.at === 'runs' && !kinds.files ? null : next };
}

function behind(cursor: string | null): Place {
  return cursor === null ? { at: 'runs', after: null } : { at: 'collections', after: cursor, last: null };
}

/** Of each run that saved any files, those. */
function takeRuns({ runs }: List, { key, place, pagesUrl, kinds }: Taking, room: number): Taken {
  if (!kinds.files) return { items: [], next: null };
  const rows = (runs?.edges ?? []).flatMap(({ node, cursor }) => {
    return node && Number(node.fileCount ?? 0) > 0 ? [{ node, cursor: cursor ?? null }] : [];
  });
  const items = rows
    .slice(0, room)
    .map(({ node }) => toFilesArtifact(pagesUrl, { ...key, run: node.name }, node.createdAt));
  const cursor =
    rows.length > items.length
      ? (rows[items.length - 1]?.cursor ?? null)
      : nextCursor('runs', runs?.pageInfo, place.at === 'runs' ? place.after : null);
  return { items, next: cursor === null ? null : { at: 'runs', after: cursor } };
}

function toArtifacts(versions: WireVersions | null | undefined, pagesUrl: string): readonly Artifact[] {
  return (versions?.edges ?? []).flatMap(({ node }) => (node ? (toArtifact(pagesUrl, node) ?? []) : []));
}
