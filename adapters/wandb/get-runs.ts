import { isRungraphError, type RungraphError } from '../../src/contract/error.ts';
import type { Run } from '../../src/contract/run.ts';
import { askSplitting } from './ask-splitting.ts';
import { fieldsFor } from './documents.ts';
import { parseRunId, type RunKey } from './ids.ts';
import type { RunAccess } from './search-runs.ts';
import { runReader } from './to-model.ts';

type Slot = Run | RungraphError | null;

/** Runs of one request, each by an alias. */
const runsPerCall = 50;

/** Runs by id, in order. Ids that no run can have are asked for nowhere. */
export async function getRuns(
  { client, context, pagesUrl }: RunAccess,
  ids: readonly string[],
): Promise<readonly Slot[]> {
  const keys = [...new Set(ids)].flatMap((id): readonly RunKey[] => {
    const key = parseRunId(id);
    return key === undefined ? [] : [key];
  });
  const toRun = runReader({ pagesUrl, projection: context.projection });
  const fields = fieldsFor(context.projection);
  const found = new Map<string, Slot>();
  const slots = await askSplitting(keys, runsPerCall, (some) => client.getRuns(context, some, fields));
  keys.forEach((key, index) => {
    const slot = slots[index] ?? null;
    const id = `${key.entity}/${key.project}/${key.run}`;
    found.set(id, slot === null || isRungraphError(slot) ? slot : toRun(key, slot));
  });
  return ids.map((id) => found.get(id) ?? null);
}
