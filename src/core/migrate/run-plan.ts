import { toRungraphError } from '../resilience/to-rungraph-error.ts';
import { inBatches, openGates, type Gates } from './batches.ts';
import { openCopyIds } from './copy-ids.ts';
import { endMove } from './end-move.ts';
import { openGoingOn, pause } from './going-on.ts';
import { openLedger, type Ledger } from './ledger.ts';
import { statesOf } from './ledger-state.ts';
import { isComplete, moveOrVerify } from './move-or-verify.ts';
import { moveModels } from './models/move-models.ts';
import type { Moved, MoveItem } from './moving.ts';
import { completeCopy, openMove, type MoveWorld } from './open-move.ts';
import { parentsFirst } from './parents-first.ts';
import type { Plan, PlannedModel, PlannedRun } from './plan-file.ts';
import { untilSeen } from './until-seen.ts';

export interface RunOptions extends MoveWorld {
  readonly ledgerFile: string;
  /** Runs that are moved at a time. */
  readonly parallel: number;
  /** Asked before each run: true ends the move after what is under way. */
  readonly isStopped?: () => boolean;
  readonly onEvent?: (event: MoveEvent) => void;
  /** How long after a look at runs that go on the next one comes; half a minute, if left out. */
  readonly lookAgainMs?: number;
}

/** What happens while runs are moved, for who waits. */
export type MoveEvent =
  | { readonly kind: 'began'; readonly runs: number; readonly done: number }
  | { readonly kind: 'points'; readonly count: number }
  | { readonly kind: 'bytes'; readonly count: number }
  | { readonly kind: 'done'; readonly run: PlannedRun; readonly moved: Moved }
  | { readonly kind: 'failed'; readonly run: PlannedRun; readonly message: string }
  | { readonly kind: 'skipped'; readonly run: PlannedRun }
  /** `failure`: null where it is moved. */
  | { readonly kind: 'model'; readonly model: PlannedModel; readonly failure: string | null }
  /** Nothing is left but runs that go on. */
  | { readonly kind: 'waiting'; readonly runs: number };

export interface RunSummary {
  /** Runs, as the next two; models are among those that failed or are left. */
  readonly done: number;
  readonly failed: number;
  readonly skipped: number;
  /** Not begun, because the move was stopped. */
  readonly left: number;
  /** Runs that the target has more than once, by what they were copied from. */
  readonly doubles: readonly string[];
  /** Why the target could not be told that the move is over, which the next attempt does; null where it was told. */
  readonly unended: string | null;
}

/**
 * Moves what a plan names and is not moved yet. May be ended at any moment, and be started again: what is complete is
 * told by the ledger and by the target itself, and all else is taken up where it was.
 */
export async function runPlan(plan: Plan, options: RunOptions): Promise<RunSummary> {
  const ledger = await openLedger(options.ledgerFile);
  try {
    return await move(plan, options, ledger);
  } finally {
    await ledger.close();
  }
}

async function move(plan: Plan, options: RunOptions, ledger: Ledger): Promise<RunSummary> {
  const { onEvent = () => undefined, isStopped = () => false, parallel, lookAgainMs = 30_000 } = options;
  const { moving, projectIds, copies, doubles } = await openMove(plan, options, { ledger });
  const {
    to,
    table: { readable },
  } = moving;
  const states = statesOf(ledger.lines);
  await ledger.append({ kind: 'started', at: now(), pid: process.pid });
  const counts = { done: 0, failed: 0, skipped: 0, left: 0 };
  const queue: PlannedRun[] = [];
  for (const run of parentsFirst(plan.runs)) {
    if (isComplete(run, states.get(run.id), copies.get(moving.nameOf(run.id)))) counts.done += 1;
    else queue.push(run);
  }
  onEvent({ kind: 'began', runs: plan.runs.length, done: counts.done });
  const copyOf = openCopyIds(plan, moving, copies);
  const goingOn = openGoingOn(plan, moving.from);
  const later: PlannedRun[] = [];
  /** Digests of copies that were noted in this move. */
  const noted = new Map<string, string>();
  /** Their ids, by run. */
  const moved = new Map<string, string>();

  async function one(run: PlannedRun, gates: Gates): Promise<void> {
    const state = states.get(run.id);
    const copy = copies.get(moving.nameOf(run.id));
    try {
      const why = await goingOn.why(run);
      if (why !== null && plan.options.running === 'wait') {
        later.push(run);
        return;
      }
      if (why !== null) {
        await ledger.append({ kind: 'skipped', at: now(), run: run.id, why });
        counts.skipped += 1;
        copyOf.settle(run.id, null);
        onEvent({ kind: 'skipped', run });
        return;
      }
      const startedAt = Date.now();
      const parentCopy = run.parent === null ? null : await copyOf.wait(run.parent);
      const projectId = projectIds.get(run.project) ?? '';
      const item: MoveItem = {
        id: run.id,
        fingerprint: run.fingerprint,
        projectId,
        parentCopy,
        copy: copy?.runId ?? null,
        sent: copy !== undefined && copy.runId === state?.id ? state.files : new Map(),
      };
      if (copy !== undefined) copyOf.settle(run.id, copy.runId);
      const result = await moveOrVerify(
        moving,
        item,
        { copy, archived: run.archived, gates },
        {
          async onCreated(id) {
            await ledger.append({ kind: 'created', run: run.id, id });
            copyOf.settle(run.id, id);
          },
          async onFile(target, image) {
            await ledger.append({ kind: 'file', run: run.id, target, ...image });
            onEvent({ kind: 'bytes', count: image.bytes });
          },
          onPoints(count) {
            onEvent({ kind: 'points', count });
          },
        },
      );
      await ledger.append({ kind: 'done', at: now(), run: run.id, ms: Date.now() - startedAt, ...result });
      counts.done += 1;
      noted.set(result.id, result.digest);
      moved.set(run.id, result.id);
      onEvent({ kind: 'done', run, moved: result });
    } catch (thrown) {
      if (options.scope.signal.aborted) throw thrown;
      if (ledger.isBroken()) {
        queue.length = 0;
        throw thrown;
      }
      const error = toRungraphError(thrown);
      if (error.code === 'INTERNAL') options.scope.log.warn({ run: run.id, detail: error.detail }, error.message);
      copyOf.settle(run.id, null);
      const { code, message } = error;
      await ledger.append({ kind: 'failed', at: now(), run: run.id, id: copy?.runId ?? null, code, message });
      counts.failed += 1;
      onEvent({ kind: 'failed', run, message });
    }
  }

  function next(): PlannedRun | undefined {
    if (!isStopped()) return queue.shift();
    counts.left += queue.length;
    queue.length = 0;
    return undefined;
  }

  async function worker(): Promise<void> {
    for (let run = next(); run !== undefined; run = next()) await one(run, openGates);
  }

  async function moveAll(): Promise<void> {
    if (readable === null) await Promise.all(Array.from({ length: Math.max(1, parallel) }, worker));
    else await inBatches({ next, parallel, work: one, untilSeen: (unseen) => untilSeen(to, readable, unseen) });
  }

  for (;;) {
    await moveAll();
    if (later.length === 0 || isStopped()) break;
    onEvent({ kind: 'waiting', runs: later.length });
    await pause(lookAgainMs, isStopped, options.scope.signal);
    goingOn.forget();
    queue.push(...later.splice(0));
  }
  counts.left += later.length;
  const models = await moveModels(plan, {
    ...{ moving, ledger, isStopped },
    copyOf: (run) => moved.get(run) ?? completeCopy(copies.get(moving.nameOf(run))),
    onModel: (model, failure) => {
      onEvent({ kind: 'model', model, failure });
    },
  });
  counts.failed += models.failed;
  counts.left += models.left;
  const noting = { knownAs: plan.from.knownAs, projects: [...projectIds.values()], noted };
  const unended = await endMove(moving, noting);
  if (unended === null) await ledger.append({ kind: 'ended', at: now(), stopped: counts.left > 0 });
  return { ...counts, doubles, unended };
}

function now(): string {
  return new Date().toISOString();
}
