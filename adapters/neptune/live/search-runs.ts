import type { RunPage, RunSearch } from '../../../src/contract/adapter.ts';
import type { Archived } from '../../../src/contract/filter.ts';
import { RungraphError } from '../../../src/contract/error.ts';
import { soleProject } from '../../../src/kit/sole-project.ts';
import type { ProductLine } from '../archive/product-line.ts';
import { toNativeFilter } from '../to-native-filter.ts';
import { allOf, field } from './nql.ts';
import { positionBehind, testBehind, creationPosition, type CreationPosition } from './creation-position.ts';
import { mostEntries, searchedPaths, unknownPosition, type RunAccess } from './run-access.ts';
import { toRuns } from './to-runs.ts';

/** One page of the runs of one project, by creation. */
export async function searchRuns(access: RunAccess, search: RunSearch): Promise<RunPage> {
  const { client, context, line } = access;
  const project = soleProject(search);
  const from = search.after === null ? undefined : readPosition(search.after);
  const given = new Set(from?.ids);
  if (given.size >= mostEntries) {
    throw new RungraphError('UNSUPPORTED', `More than ${mostEntries} runs of ${project} were created at one time.`);
  }
  const limit = Math.min(mostEntries, search.limit + given.size);
  const descending = isDescending(search);
  const entries = await client.searchEntries(context, {
    project,
    query: toQuery(search, line, from, descending),
    descending,
    limit,
    attributes: searchedPaths(access),
  });
  const fresh = (await toRuns(access, project, entries)).filter(({ nativeId }) => !given.has(nativeId));
  const last = fresh.reduce<CreationPosition | undefined>(
    (before, run) => positionBehind(run.startedAt, run.nativeId, before),
    from,
  );
  const runs = fresh.filter(({ archived }) => isAsked(archived, search.archived));
  return {
    runs,
    next: entries.length < limit ? null : writePosition(last ?? { time: 0, ids: [] }),
    positions: runs.map(({ startedAt }) => writePosition({ time: startedAt ?? 0, ids: [] })),
  };
}

function isAsked(archived: boolean, asked: Archived): boolean {
  return asked === 'INCLUDE' || archived === (asked === 'ONLY');
}

/** Creation is the one order, newest first unless asked otherwise. */
function isDescending({ order }: RunSearch): boolean {
  return order?.[0]?.descending ?? true;
}

function toQuery(
  { filter, archived }: RunSearch,
  line: ProductLine,
  from: CreationPosition | undefined,
  descending: boolean,
): string {
  const edge = testBehind(from, descending);
  return allOf([toNativeFilter(filter), archivedTest(archived, line), edge].filter((test) => test !== ''));
}

/** The client of 2.x asks for trashed runs by it. Of 3.x nobody knows whether every run has the attributes. */
export function archivedTest(asked: Archived, line: ProductLine): string {
  if (asked === 'INCLUDE' || line === '3.x') return '';
  return `${field('sys/trashed', 'bool')} = ${String(asked === 'ONLY')}`;
}

function writePosition({ time, ids }: CreationPosition): string {
  return JSON.stringify({ time, ids });
}

function readPosition(text: string): CreationPosition {
  try {
    return creationPosition.parse(JSON.parse(text));
  } catch {
    throw unknownPosition();
  }
}

/** The request as a server gets it, for `explain`; as one of 3.x does, before anybody knows which line answers. */
export function describeSearch(search: RunSearch, line: ProductLine = '3.x'): string {
  const where = search.projects === null ? 'all projects' : search.projects.join(', ');
  const query = toQuery(search, line, undefined, true);
  const order = isDescending(search) ? 'newest first' : 'oldest first';
  return `Neptune ${line}: entries/search in ${where}; query: ${query || 'none'}; ${order}, ${search.limit} a page`;
}
