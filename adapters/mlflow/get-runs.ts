import { isRungraphError, type RungraphError } from '../../src/contract/error.ts';
import type { Run } from '../../src/contract/run.ts';
import { chunkEvenly } from '../../src/kit/chunk.ts';
import { mlflowCapabilities } from './capabilities.ts';
import type { RunAccess } from './search-runs.ts';
import { quoted } from './to-native-filter.ts';
import { runReader } from './to-model.ts';

/** Up to so many runs are quicker asked for one by one than by a search over all experiments. */
const fewRuns = 2;

type Slot = Run | RungraphError | null;

/** Runs by id, in order: a search for many, and runs/get for a few and for those that the search did not find. */
export async function getRuns(access: RunAccess, ids: readonly string[]): Promise<readonly Slot[]> {
  const searchable = ids.length > fewRuns ? ids.filter(isSearchable) : [];
  const found = new Map<string, Run>();
  const chunks = searchable.length === 0 ? [] : chunkEvenly(searchable, mlflowCapabilities.limits.getRuns);
  const lists = await Promise.all(chunks.map((chunk) => searchIds(access, chunk)));
  for (const run of lists.flat()) found.set(run.nativeId, run);
  return Promise.all(ids.map(async (id) => found.get(id) ?? (await getOne(access, id))));
}

/** The server drops ids without a lower-case letter from an IN list, silently. */
function isSearchable(id: string): boolean {
  return /[a-z]/.test(id) && id === id.toLowerCase() && quoted(id) === `'${id}'`;
}

async function searchIds({ client, context, baseUrl }: RunAccess, ids: readonly string[]): Promise<readonly Run[]> {
  const experiments = (await context.projects()).map((project) => project.nativeId);
  const { items } = await client.searchRuns(context, {
    experiment_ids: experiments,
    filter: `attributes.run_id IN (${ids.map(quoted).join(', ')})`,
    run_view_type: 'ALL',
    max_results: ids.length,
    order_by: [],
  });
  return items.map(runReader({ baseUrl, projection: context.projection }));
}

async function getOne({ client, context, baseUrl }: RunAccess, id: string): Promise<Slot> {
  try {
    const wire = await client.getRun(context, id);
    return wire === null ? null : runReader({ baseUrl, projection: context.projection })(wire);
  } catch (error) {
    if (isRungraphError(error)) return error;
    throw error;
  }
}
