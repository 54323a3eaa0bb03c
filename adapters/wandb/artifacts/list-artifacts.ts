import type { Artifact, ArtifactPage, ArtifactSearch, WantedArtifacts } from '../../../src/contract/artifacts.ts';
import { isRungraphError } from '../../../src/contract/error.ts';
import { comparePaths } from '../../../src/kit/files/order-paths.ts';
import { parseProjectId, type ProjectKey } from '../ids.ts';
import type { Lacks } from '../send.ts';
import type { ArtifactAccess } from './artifact-access.ts';
import type { Part } from './artifact-client.ts';
import { listParts } from './documents.ts';
import { beginning, readPosition, type Place, type Position } from './list-position.ts';
import { takeList, type Kinds } from './take-list.ts';
import { listOfProject } from './wire-artifacts.ts';

/** Projects of one request. */
const projectsPerCall = 10;
/** Collections of one request and project, and versions of each: more of them are read by requests of their own. */
const collectionsPerCall = 20;
const versionsPerCall = 50;

interface ListPart extends Part {
  readonly id: string;
  readonly key: ProjectKey;
  readonly place: Place;
}

/** One page of artifacts, project by project: the versions of its collections, then what its runs saved. */
export async function listArtifacts(access: ArtifactAccess, search: ArtifactSearch): Promise<ArtifactPage> {
  const { wanted, limit } = search;
  const kinds = kindsOf(wanted);
  const start = search.after === null ? null : readPosition(search.after);
  const projects = await projectsBehind(access, search, start);
  const batch = kinds.versions || kinds.files ? projects.slice(0, projectsPerCall) : [];
  if (batch.length === 0) return { items: [], next: null };
  const parts = batch.map((id) => toPart(id, id === start?.project ? start.place : beginning, limit));
  const answers = await access.client.ask(access.context, {
    what: 'Artifacts',
    parts,
    selection: ({ place }, lacks) => selection(place, kinds, lacks),
    shared: { m: versionsPerCall },
    schema: listOfProject,
  });
  const items: Artifact[] = [];
  const lost: string[] = [];
  let next: Position | null = null;
  for (const [index, { id, key, place }] of parts.entries()) {
    if (items.length >= limit) {
      next = { project: id, place };
      break;
    }
    const answer = answers[index] ?? null;
    if (answer === null || isRungraphError(answer)) {
      lost.push(id);
      continue;
    }
    const taken = takeList(answer, { key, place, kinds, room: limit - items.length, pagesUrl: access.pagesUrl });
    items.push(...taken.items);
    if (taken.next === null) continue;
    next = { project: id, place: taken.next };
    break;
  }
  const following = projects[batch.length];
  if (next === null && following !== undefined) next = { project: following, place: beginning };
  return {
    items,
    next: next === null ? null : JSON.stringify(next),
    ...(lost.length === 0 ? {} : { partial: `The artifacts of ${lost.join(', ')} could not be read.` }),
  };
}

/** Only versions have aliases and digests; only what runs saved is of the type FILES. */
function kindsOf({ type, alias, digests }: WantedArtifacts): Kinds {
  const ours = digests?.some(({ algorithm }) => algorithm === null || algorithm.startsWith('wandb-')) ?? true;
  return {
    versions: type !== 'FILES' && ours,
    files: (type === null || type === 'FILES') && alias === null && digests === null,
  };
}

/** By id, so that a project which comes or goes moves no other one. */
async function projectsBehind(
  { context }: ArtifactAccess,
  { projects }: ArtifactSearch,
  start: Position | null,
): Promise<readonly string[]> {
  const all = projects ?? (await context.projects()).map(({ nativeId }) => nativeId);
  const known = all.filter((id) => parseProjectId(id) !== undefined).toSorted(comparePaths);
  return start === null ? known : known.filter((id) => comparePaths(id, start.project) >= 0);
}

function toPart(id: string, place: Place, limit: number): ListPart {
  const key = parseProjectId(id) ?? { entity: '', project: '' };
  const [name, cursor] = place.at === 'versions' ? (place.rests[0] ?? []) : [];
  const versions = { a: name, n: Math.min(limit, versionsPerCall), c: cursor };
  const variables =
    place.at === 'versions'
      ? versions
      : { n: collectionsPerCall, c: place.after, rows: limit, cr: place.at === 'runs' ? place.after : null };
  return { id, key, place, project: key, variables };
}

function selection(place: Place, kinds: Kinds, lacks: Lacks): string {
  if (place.at === 'versions') return listParts.versions(lacks);
  const collections = place.at === 'collections' && kinds.versions ? listParts.collections(lacks) : '';
  return `name ${collections} ${kinds.files ? listParts.runs : ''}`;
}
