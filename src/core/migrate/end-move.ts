import { toRungraphError } from '../resilience/to-rungraph-error.ts';
import { requireGroup } from '../sources/groups.ts';
import type { Moving } from './moving.ts';
import { untilNoted, type Noting } from './until-seen.ts';

/**
 * Tells the target that the move is over, and waits until its lists show what was moved. Answers why that failed, null
 * where it did not: every run is noted by then, and the next attempt has nothing else to do.
 */
export async function endMove({ to, table }: Moving, noting: Noting): Promise<string | null> {
  try {
    await to.ask('endMove', (adapter, context) => requireGroup(adapter, 'writer').endMove(context));
    if (table.readable !== null) await untilNoted(to, table.readable, noting);
    return null;
  } catch (thrown) {
    const error = toRungraphError(thrown);
    if (error.code === 'INTERNAL') to.scope.log.warn({ detail: error.detail }, error.message);
    return error.message;
  }
}
