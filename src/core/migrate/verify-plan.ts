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

/** What was found of one run, or of one registered model. */
export interface Verdict {
  /** What it is called at the target; `model` goes before that of a model. */
  readonly run: string;
  readonly copy: string | null;
  readonly equal: boolean;
  /** The first difference, or why nothing could be compared; null where the two are equal. */
  readonly why: string | null;
}

/** Compares every run of a plan with its copy. A run that was left out on purpose is not looked at. */
export async function verifyPlan(plan: Plan, options: VerifyOptions): Promise<readonly Verdict[]> {
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

  async function verdictOfModel(model: PlannedModel): Promise<Verdict> {
    const named = { run: `model ${moving.nameOf(model.id)}`, copy: null };
    const { models } = moving.table;
    const copyOf = (run: string): string | null => completeCopy(copies.get(moving.nameOf(run)));
    try {
      const why = models === null ? null : await verifyModel(moving, models, model, copyOf);
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
  const ofModels: Verdict[] = [];
  for (const model of moving.table.models === null ? [] : plan.models) {
    const verdict = await verdictOfModel(model);
    ofModels.push(verdict);
    options.onRun?.(verdict);
  }
  return [...plan.runs.flatMap(({ id }) => verdicts.get(id) ?? []), ...ofModels];
}
