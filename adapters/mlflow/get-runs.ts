import { isRungraphError, type RungraphError } from '../../src/contract/error.ts';
import type { Run } from '../../src/contract/run.ts';
import { chunkEvenly } from '../../src/kit/chunk.ts';
import type { RunAccess } from './search-runs.ts';
import { quoted } from './to-native-filter.ts';
import { runReader } from './to-model.ts';
import type { WireRun } from './wire.ts';

/** Up to so many runs are quicker asked for one by one than by a search over all experiments. */
const fewRuns = 2;
/** The most that one search is asked for by id. */
const mostIds = 500;

type Slot = Run | RungraphError | null;

/** Runs by id, in order: a search for many, and runs/get for a few and for those that the search did not find. */
export async function getRuns(access: RunAccess, ids: readonly string[]): Promise<readonly Slot[]> {
  const { context, pagesUrl } = access;
  const read = runReader({ pagesUrl, projection: context.projection });
  return (await getWireRuns(access, ids)).map((slot) => (slot === null || isRungraphError(slot) ? slot : read(slot)));
}

/** The same, as they came. Only runs/get tells the logged models that a run read. */
export async function getWireRuns(
  access: Omit<RunAccess, 'pagesUrl'>,
  ids: readonly string[],
): Promise<readonly (WireRun | RungraphError | null)[]> {
  const searchable = isMany(ids) ? ids.filter(isSearchable) : [];
  const found = new Map<string, WireRun>();
  const chunks = searchable.length === 0 ? [] : chunkEvenly(searchable, mostIds);
  const lists = await Promise.all(chunks.map((chunk) => searchIds(access, chunk)));
  for (const run of lists.flat()) found.set(run.info.run_id, run);
  return Promise.all(ids.map(async (id) => found.get(id) ?? (await getOne(access, id))));
}

/** Whether so many runs are searched for, not read one by one. */
export function isMany(ids: readonly string[]): boolean {
  return ids.length > fewRuns;
}

/** Servers of the second generation drop items without a lower-case letter from an IN list, silently. */
export function isSearchable(id: string): boolean {
  return /[a-z]/.test(id) && id === id.toLowerCase() && quoted(id) === `'${id}'`;
}

async function searchIds(
  { client, context }: Omit<RunAccess, 'pagesUrl'>,
  ids: readonly string[],
): Promise<readonly WireRun[]> {
  const experiments = (await context.projects()).map((project) => project.nativeId);
  const { items } = await client.searchRuns(context, {
    experiment_ids: experiments,
    filter: `attributes.run_id IN (${ids.map(quoted).join(', ')})`,
    run_view_type: 'ALL',
    max_results: ids.length,
    order_by: [],
  });
  return items;
}

async function getOne(
  { client, context }: Omit<RunAccess, 'pagesUrl'>,
  id: string,
): Promise<WireRun | RungraphError | null> {
  try {
    return await client.getRun(context, id);
  } catch (error) {
    if (isRungraphError(error)) return error;
    throw error;
  }
}
