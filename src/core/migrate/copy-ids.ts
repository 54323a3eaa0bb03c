import { RungraphError } from '../../contract/error.ts';
import type { Copy } from '../../contract/writer.ts';
import type { Moving } from './moving.ts';
import type { Plan } from './plan-file.ts';

/** Ids of copies, for children that wait for their parents'. */
export function openCopyIds(plan: Plan, moving: Moving, copies: ReadonlyMap<string, Copy>) {
  const planned = new Set(plan.runs.map(({ id }) => id));
  const settled = new Map<string, string | null>();
  const waiting = new Map<string, (() => void)[]>();
  return {
    settle(run: string, copy: string | null): void {
      if (settled.get(run) != null) return;
      settled.set(run, copy);
      if (copy !== null) moving.noteCopy(copy, moving.nameOf(run));
      for (const wake of waiting.get(run) ?? []) wake();
      waiting.delete(run);
    },
    /** Null where the parent is not moved. */
    async wait(run: string): Promise<string | null> {
      const there = copies.get(moving.nameOf(run))?.runId;
      if (there !== undefined) return there;
      if (!planned.has(run)) return null;
      if (!settled.has(run)) {
        await new Promise<void>((resolve) => {
          waiting.set(run, [...(waiting.get(run) ?? []), resolve]);
        });
      }
      const copy = settled.get(run) ?? null;
      if (copy !== null) return copy;
      throw new RungraphError('UNAVAILABLE', `Its parent ${run} could not be moved.`);
    },
  };
}
