import type { Num } from '../../../src/contract/value.ts';
import type { JsonObject } from '../flatten-config.ts';
import { toStep } from '../history/steps.ts';
import type { LastPoint, Logged } from '../logged.ts';
import { isBookkeeping } from '../flatten-summary.ts';
import { toNum } from '../read-fields.ts';

/** Notes the last point of every metric while rows come by. */
export interface PointNotes {
  note(row: JsonObject): void;
  logged(): Logged;
}

/** Rows of one step are one row, and a later value counts. A row without a step is no point. */
export function openNotes(): PointNotes {
  const metrics = new Map<string, LastPoint | null>();
  let lastStep: Num | null = null;

  function noteCell(key: string, value: Num | undefined, step: Num): void {
    const known = metrics.get(key);
    if (known !== undefined && known !== null && known.step > step) return;
    if (value !== undefined) metrics.set(key, { step, value });
    // What replaces a number of the same row and is none leaves the point before it, which the series knows.
    else if (known?.step === step) metrics.set(key, null);
  }

  return {
    note(row) {
      const step = toStep(row['_step']);
      if (step === undefined) return;
      if (lastStep === null || step > lastStep) lastStep = step;
      for (const [key, value] of Object.entries(row)) {
        if (value !== null && !isBookkeeping(key)) noteCell(key, toNum(value), step);
      }
    },
    logged: () => ({ metrics, lastStep }),
  };
}
