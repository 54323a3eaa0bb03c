import { setTimeout as sleep } from 'node:timers/promises';
import { isRungraphError, RungraphError } from '../../contract/error.ts';
import type { WriteTable } from '../../contract/write-table.ts';
import type { Unseen } from './batches.ts';
import { findCopies } from './open-move.ts';
import { wholeRuns, type Side } from './side.ts';

/** What a list shows of runs without asking for each of them. */
const listed = { ...wholeRuns, parts: ['notes'] as const };
/** Runs of one call. */
const askedAtOnce = 100;

type Late = NonNullable<WriteTable['readable']>;

/**
 * Waits until the target lists runs as they were written: looks seldom, and asks for all of them at once. What is not
 * shown after half of the time is ended once more: a change that an index missed it learns from the next one.
 */
export async function untilSeen(to: Side, late: Late, unseen: readonly Unseen[]): Promise<void> {
  let left = unseen;
  const half = Date.now() + late.withinMs / 2;
  let isEndedAgain = false;
  await lookUntil(to, late, async () => {
    const rest: Unseen[] = [];
    for (let start = 0; start < left.length; start += askedAtOnce) {
      const asked = left.slice(start, start + askedAtOnce);
      const ids = asked.map(({ runId }) => runId);
      const found = await to.ask('getRuns', (adapter, context) =>
        adapter.getRuns({ ...context, projection: listed }, ids),
      );
      rest.push(
        ...asked.filter(({ isThere }, index) => {
          const run = found[index] ?? null;
          // What cannot be read may be half taken in.
          return run === null || isRungraphError(run) || !isThere(run);
        }),
      );
    }
    left = rest;
    if (left.length > 0 && !isEndedAgain && Date.now() >= half) {
      isEndedAgain = true;
      for (const { endAgain } of left) await endAgain();
    }
    return left.length === 0;
  });
}

/** Digests that were noted, by copy, and where to look for them. */
export interface Noting {
  readonly knownAs: string;
  readonly projects: readonly string[];
  readonly noted: ReadonlyMap<string, string>;
}

/** Waits until the target shows digests that were noted, by id of the copy: who asks next is told that all is complete. */
export async function untilNoted(to: Side, late: Late, { knownAs, projects, noted }: Noting): Promise<void> {
  if (noted.size === 0) return;
  await lookUntil(to, late, async () => {
    const copies = await findCopies(to, knownAs, projects);
    return copies.filter(({ runId, digest }) => digest !== null && noted.get(runId) === digest).length >= noted.size;
  });
}

async function lookUntil(to: Side, { afterMs, withinMs }: Late, look: () => Promise<boolean>): Promise<void> {
  const until = Date.now() + withinMs;
  do {
    await sleep(afterMs, undefined, { signal: to.scope.signal }).catch(() => {
      throw new RungraphError('CANCELLED', 'The move was stopped.');
    });
  } while (!(await look()) && Date.now() < until);
}
