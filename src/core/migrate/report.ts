import type { Ledger } from './ledger.ts';
import { modelStatesOf, statesOf } from './ledger-state.ts';
import { openTally, type LossCounts } from './fit/losses.ts';
import type { Plan } from './plan-file.ts';

/** What became of one run. */
export interface ReportedRun {
  readonly run: string;
  readonly name: string | null;
  readonly project: string;
  readonly state: 'MOVED' | 'FAILED' | 'SKIPPED' | 'WAITING';
  /** Native id at the target; null where there is none. */
  readonly copy: string | null;
  readonly digest: string | null;
  readonly points: number;
  readonly files: number;
  readonly bytes: number;
  readonly losses: LossCounts;
  /** Why it failed or was skipped. */
  readonly why: string | null;
  readonly changed: boolean;
}

/** What became of one registered model. */
export interface ReportedModel {
  readonly model: string;
  readonly name: string;
  /** LOST: the target has no registry that models are moved to. */
  readonly state: 'MOVED' | 'FAILED' | 'LOST' | 'WAITING';
  /** Native id at the target; null where there is none. */
  readonly copy: string | null;
  /** How many versions were moved, or are to be. */
  readonly versions: number;
  readonly losses: LossCounts;
  readonly why: string | null;
}

/** A move, as far as it has got. */
export interface MoveReport {
  readonly from: string;
  readonly to: string;
  readonly plannedAt: string;
  /** When a line was last written; null before the first. */
  readonly lastAt: string | null;
  readonly counts: { readonly [State in ReportedRun['state']]: number };
  readonly points: number;
  readonly files: number;
  readonly bytes: number;
  /** Of what was moved. */
  readonly losses: LossCounts;
  readonly models: readonly ReportedModel[];
  readonly runs: readonly ReportedRun[];
}

/** Made of the plan and the ledger alone: asks nobody. */
export function makeReport(plan: Plan, lines: Ledger['lines']): MoveReport {
  const states = statesOf(lines);
  const tally = openTally();
  const names = new Map(plan.projects.map(({ from, to }) => [from, to]));
  const runs = plan.runs.map(({ id, name, project }): ReportedRun => {
    const state = states.get(id);
    const done = state?.done ?? null;
    if (done !== null) tally.add(done.losses);
    return {
      run: `${plan.from.knownAs}/${id}`,
      name,
      project: names.get(project) ?? project,
      state: done !== null ? 'MOVED' : state?.failed ? 'FAILED' : state?.skipped ? 'SKIPPED' : 'WAITING',
      copy: state?.id ?? null,
      digest: done?.digest ?? null,
      points: done?.points ?? 0,
      files: done?.files ?? 0,
      bytes: done?.bytes ?? 0,
      losses: done?.losses ?? {},
      why: done === null ? (state?.failed?.message ?? state?.skipped ?? null) : null,
      changed: done?.changed ?? false,
    };
  });
  const models = reportModels(plan, lines);
  for (const { losses } of models) tally.add(losses);
  const count = (state: ReportedRun['state']): number => runs.filter((run) => run.state === state).length;
  const sum = (of: (run: ReportedRun) => number): number => runs.reduce((total, run) => total + of(run), 0);
  return {
    from: plan.from.knownAs,
    to: plan.to.source,
    plannedAt: plan.madeAt,
    lastAt: lines.flatMap((line) => ('at' in line ? [line.at] : [])).at(-1) ?? null,
    counts: { MOVED: count('MOVED'), FAILED: count('FAILED'), SKIPPED: count('SKIPPED'), WAITING: count('WAITING') },
    points: sum(({ points }) => points),
    files: sum(({ files }) => files),
    bytes: sum(({ bytes }) => bytes),
    losses: tally.counts(),
    models,
    runs,
  };
}

function reportModels(plan: Plan, lines: Ledger['lines']): readonly ReportedModel[] {
  const states = modelStatesOf(lines);
  return plan.models.map(({ id, name, versions }): ReportedModel => {
    const line = states.get(id);
    const own = { model: `${plan.from.knownAs}/${id}`, name, versions: versions.length };
    if (line?.kind === 'model') {
      const { losses, id: copy } = line;
      return { ...own, state: copy === null ? 'LOST' : 'MOVED', copy, losses, why: null };
    }
    const why = line?.message ?? null;
    return { ...own, state: why === null ? 'WAITING' : 'FAILED', copy: null, losses: {}, why };
  });
}
