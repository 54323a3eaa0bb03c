import { RungraphError } from '../../../contract/error.ts';
import { toRungraphError } from '../../resilience/to-rungraph-error.ts';
import type { Ledger } from '../ledger.ts';
import { modelStatesOf } from '../ledger-state.ts';
import type { Moving } from '../moving.ts';
import type { Plan, PlannedModel } from '../plan-file.ts';
import { moveModel, type CopyOf } from './move-model.ts';

export interface MovingModels {
  readonly moving: Moving;
  readonly ledger: Ledger;
  /** Native id of the complete copy of a run; null where there is none. */
  readonly copyOf: CopyOf;
  readonly isStopped: () => boolean;
  readonly onModel: (model: PlannedModel, failure: string | null) => void;
}

/** Moves the models of a plan that are not moved yet, one by one. A model that fails does not end the others. */
export async function moveModels(plan: Plan, options: MovingModels): Promise<{ failed: number; left: number }> {
  const { moving, ledger, isStopped, onModel } = options;
  const { log, signal } = moving.from.scope;
  const states = modelStatesOf(ledger.lines);
  const copyOf = copiesOf(plan, options);
  const counts = { failed: 0, left: 0 };
  for (const model of plan.models) {
    if (states.get(model.id)?.kind === 'model') continue;
    if (isStopped()) {
      counts.left += 1;
      continue;
    }
    const at = new Date().toISOString();
    try {
      const moved = await moveModel(moving, model, copyOf);
      await ledger.append({ kind: 'model', at, model: model.id, ...moved });
      onModel(model, null);
    } catch (thrown) {
      if (signal.aborted || ledger.isBroken()) throw thrown;
      const error = toRungraphError(thrown);
      if (error.code === 'INTERNAL') log.warn({ model: model.id, detail: error.detail }, error.message);
      const { code, message } = error;
      await ledger.append({ kind: 'modelFailed', at, model: model.id, code, message });
      counts.failed += 1;
      onModel(model, message);
    }
  }
  return counts;
}

/** A version waits for its run: without it, it would have come from nowhere. */
function copiesOf({ runs }: Plan, { copyOf }: MovingModels): CopyOf {
  const planned = new Set(runs.map(({ id }) => id));
  return (run) => {
    const copy = copyOf(run);
    if (copy !== null || !planned.has(run)) return copy;
    throw new RungraphError('CONFLICT', `It waits for the run ${run}, which is not moved yet.`);
  };
}
