import { RungraphError } from '../../contract/error.ts';
import type { Copy } from '../../contract/writer.ts';
import type { Gates } from './batches.ts';
import type { RunState } from './ledger-state.ts';
import { archive, moveRun } from './move-run.ts';
import type { MoveEvents, Moved, MoveItem, Moving } from './moving.ts';
import type { PlannedRun } from './plan-file.ts';
import { verifyItem, verifyRun } from './verify-run.ts';

/** Complete: the ledger says so, and the target has the same digest and the lifecycle that is expected. */
export function isComplete(run: PlannedRun, state: RunState | undefined, copy: Copy | undefined): boolean {
  if (state?.done == null || copy === undefined) return false;
  return copy.digest === state.done.digest && copy.archived === run.archived;
}

/** A copy that is noted as complete is compared, not written again. */
export async function moveOrVerify(
  moving: Moving,
  item: MoveItem,
  { copy, archived, gates }: { readonly copy: Copy | undefined; readonly archived: boolean; readonly gates: Gates },
  events: MoveEvents,
): Promise<Moved> {
  if (copy === undefined) return moveRun(moving, item, events, gates);
  if (copy.digest !== null) {
    await gates.toRead({ runId: copy.runId, isThere: () => true, endAgain: () => Promise.resolve() });
    const moved = await verifyRun(moving, verifyItem(item, copy, undefined));
    // It was ended between its digest and its archiving.
    if (archived && !copy.archived) await archive(moving, copy.runId);
    return moved;
  }
  if (copy.archived) {
    const message = `Its copy ${copy.runId} was archived before it was complete. Bring it back, or remove it for good.`;
    throw new RungraphError('CONFLICT', message);
  }
  return moveRun(moving, item, events, gates);
}
