import { RungraphError } from '../../contract/error.ts';
import type { Run } from '../../contract/run.ts';
import type { LossCode } from '../../contract/write-table.ts';
import type { Copy } from '../../contract/writer.ts';
import { requireSource } from '../sources/sources.ts';
import { chooseProjects } from './choose-projects.ts';
import { estimateMove } from './estimate-move.ts';
import { entriesOf, openTally, orphanLoss, type LossCounts } from './fit/losses.ts';
import { planModels } from './models/plan-models.ts';
import { findCopies, listProjects, refuseSame, type MoveWorld } from './open-move.ts';
import type { Plan, PlannedRun } from './plan-file.ts';
import { planRun } from './plan-run.ts';
import { readAllRuns, type RunChoice } from './read-all-runs.ts';
import { openSide, writeTableOf, type Side } from './side.ts';
import { readProduced, type FilePolicy } from './source-files.ts';

export interface PlanOptions extends MoveWorld, RunChoice {
  readonly from: string;
  readonly to: string;
  readonly artifacts: FilePolicy;
  readonly running: Plan['options']['running'];
  readonly strict: boolean;
  readonly allow: readonly LossCode[];
  /** New names of projects, by native id or name at the source. Only these are moved, where there are any. */
  readonly projects: ReadonlyMap<string, string>;
  /** What the source was called when it was moved before. */
  readonly knownAs: string | null;
  /** Registered models are moved with the runs that they came from. */
  readonly models: boolean;
  /** Reads every series, so that losses that only points show are counted. Null: those of files on disk alone. */
  readonly deep: boolean | null;
  readonly onRun?: (planned: number) => void;
}

const runsAtOnce = 200;

/** Reads what a move would be about, and counts what it would lose. Writes nothing. */
export async function makePlan(options: PlanOptions): Promise<Plan> {
  const { sources, scope } = options;
  const [source, target] = [requireSource(sources, options.from), requireSource(sources, options.to)];
  refuseSame(source, target);
  if (options.running === 'wait' && source.url === null) {
    const message = `${source.id} is files, and nothing goes on in them: --running takes skip or snapshot there.`;
    throw new RungraphError('INVALID_QUERY', message);
  }
  const [from, to] = [openSide(source, scope, options), openSide(target, scope, options)];
  const table = await writeTableOf(to);
  const { version } = await to.within((call) => call.ready());
  const exact = options.deep ?? source.url === null;
  const chosen = chooseProjects(await listProjects(from), options.projects, table);
  const runs: PlannedRun[] = [];
  let waiting: Run[] = [];
  const planWaiting = async (): Promise<void> => {
    const produced = await readProduced(
      from,
      waiting.map(({ nativeId }) => nativeId),
    );
    for (const run of waiting) {
      runs.push(await planRun({ from, table, exact, policy: options.artifacts }, run, produced.get(run.nativeId)));
      options.onRun?.(runs.length);
    }
    waiting = [];
  };
  for await (const run of readAllRuns(
    from,
    options,
    chosen.map(({ project }) => project.nativeId),
  )) {
    waiting.push(run);
    if (waiting.length >= runsAtOnce) await planWaiting();
  }
  await planWaiting();
  const used = new Set(runs.map(({ project }) => project));
  const projects = chosen
    .filter(({ project }) => used.has(project.nativeId))
    .map(({ project, to: name }) => ({ from: project.nativeId, name: project.name, to: name }));
  const knownAs = options.knownAs ?? source.id;
  const copies = await presentCopies(
    to,
    knownAs,
    projects.map(({ to: name }) => name),
  );
  const planned = new Set(runs.map(({ id }) => `${knownAs}/${id}`));
  const there = new Set([...planned, ...copies.map((copy) => copy.from)]);
  const isOrphan = ({ parent }: PlannedRun): boolean =>
    table.has.parent && parent !== null && !there.has(`${knownAs}/${parent}`);
  const models = options.models
    ? await planModels({
        ...{ from, to, table },
        nameOf: (id) => `${knownAs}/${id}`,
        isMoved: (run) => there.has(`${knownAs}/${run}`),
        isPlanned: (run) => planned.has(`${knownAs}/${run}`),
        narrowed: options.where !== null || options.projects.size > 0 || options.archived !== 'INCLUDE',
      })
    : [];
  return {
    format: 'rungraph plan 1',
    madeAt: new Date(scope.now()).toISOString(),
    from: { source: source.id, tracker: source.tracker, knownAs },
    to: { source: target.id, tracker: target.tracker, version },
    options: {
      where: options.where,
      archived: options.archived,
      artifacts: options.artifacts,
      running: options.running,
      strict: options.strict,
      allow: [...options.allow],
    },
    exact,
    estimate: estimateMove(runs, table, from, to),
    projects,
    models: [...models],
    runs: runs.map((run) => (isOrphan(run) ? { ...run, losses: withOrphan(run.losses) } : run)),
    present: copies.filter((copy) => copy.digest !== null && planned.has(copy.from)).length,
  };
}

function withOrphan(losses: LossCounts): LossCounts {
  const tally = openTally();
  tally.add(losses);
  tally.note(orphanLoss);
  return tally.counts();
}

/** Losses of all runs and models of a plan. */
export function lossesOf(plan: Pick<Plan, 'runs' | 'models'>): LossCounts {
  const tally = openTally();
  for (const { losses } of [...plan.runs, ...plan.models]) tally.add(losses);
  return tally.counts();
}

/** Those that a strict plan does not allow. */
export function refusedLosses(plan: Plan): readonly LossCode[] {
  const { options } = plan;
  if (!options.strict) return [];
  const allowed = new Set<LossCode>(options.allow);
  return entriesOf(lossesOf(plan)).flatMap(([code]) => (allowed.has(code) ? [] : [code]));
}

/** What a move left at the target before; projects that are not there have none. */
async function presentCopies(to: Side, knownAs: string, names: readonly string[]): Promise<readonly Copy[]> {
  const there = (await listProjects(to)).filter(({ name }) => names.includes(name)).map(({ nativeId }) => nativeId);
  return there.length === 0 ? [] : findCopies(to, knownAs, there);
}
