import { toRungraphError } from '../resilience/to-rungraph-error.ts';
import type { Ledger } from './ledger.ts';
import { statesOf } from './ledger-state.ts';
import { verifyModel } from './models/verify-model.ts';
import { completeCopy, openMove, type MoveWorld } from './open-move.ts';
import type { Plan, PlannedModel, PlannedRun } from './plan-file.ts';
import { verifyRun, verifyItem } from './verify-run.ts';

export interface VerifyOptions extends MoveWorld {
  readonly lines: Ledger['lines'];
  readonly parallel: number;
  readonly onRun?: (verdict: Verdict) => void;
}

/** What was found of one run. */
export interface Verdict {
  readonly run: string;
  readonly copy: string | null;
  readonly equal: boolean;
  /** The first difference, or why nothing could be compared; null where the two are equal. */
  readonly why: string | null;
}

/** What was found of one registered model with its versions. */
export interface ModelVerdict extends Omit<Verdict, 'run' | 'copy'> {
  readonly model: string;
}

export interface Verdicts {
  readonly runs: readonly Verdict[];
  /** None where the target has no registry. */
  readonly models: readonly ModelVerdict[];
}

/** Compares every run and model of a plan with its copy. A run that was left out on purpose is not looked at. */
export async function verifyPlan(plan: Plan, options: VerifyOptions): Promise<Verdicts> {
  const { moving, projectIds, copies } = await openMove(plan, options, { ledger: null });
  const states = statesOf(options.lines);
  const verdicts = new Map<string, Verdict>();
  const queue = plan.runs.filter(({ id }) => states.get(id)?.skipped == null);

  async function verdictOf(run: PlannedRun): Promise<Verdict> {
    const name = moving.nameOf(run.id);
    const copy = copies.get(name);
    if (copy === undefined) return { run: name, copy: null, equal: false, why: 'It is not at the target.' };
    const parentCopy = run.parent === null ? null : (copies.get(moving.nameOf(run.parent))?.runId ?? null);
    const projectId = projectIds.get(run.project) ?? '';
    const item = { id: run.id, fingerprint: run.fingerprint, projectId, parentCopy, copy: copy.runId, sent: new Map() };
    try {
      if (copy.digest === null) return { run: name, copy: copy.runId, equal: false, why: 'It is not complete.' };
      await verifyRun(moving, verifyItem(item, copy, states.get(run.id)));
      if (moving.table.has.archived && copy.archived !== run.archived) {
        const why = copy.archived ? 'It is archived, and its source is not.' : 'It is not archived, and its source is.';
        return { run: name, copy: copy.runId, equal: false, why };
      }
      return { run: name, copy: copy.runId, equal: true, why: null };
    } catch (error) {
      return { run: name, copy: copy.runId, equal: false, why: toRungraphError(error).message };
    }
  }

  async function verdictOfModel(model: PlannedModel): Promise<ModelVerdict> {
    const named = { model: moving.nameOf(model.id) };
    const { models: table } = moving.table;
    const copyOf = (run: string): string | null => completeCopy(copies.get(moving.nameOf(run)));
    try {
      const why = table === null ? null : await verifyModel(moving, table, model, copyOf);
      return { ...named, equal: why === null, why };
    } catch (error) {
      return { ...named, equal: false, why: toRungraphError(error).message };
    }
  }

  async function worker(): Promise<void> {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const verdict = await verdictOf(next);
      verdicts.set(next.id, verdict);
      options.onRun?.(verdict);
    }
  }

  await Promise.all(Array.from({ length: Math.max(1, options.parallel) }, worker));
  const models: ModelVerdict[] = [];
  for (const model of moving.table.models === null ? [] : plan.models) {
    const verdict = await verdictOfModel(model);
    models.push(verdict);
  }
  return { runs: plan.runs.flatMap(({ id }) => verdicts.get(id) ?? []), models };
}
