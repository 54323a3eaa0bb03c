import type { Num } from '../../../src/contract/value.ts';
import type { Cells } from './read-cells.ts';

/** Steps are written as integers or as doubles. */
export function toStep(step: unknown): Num | undefined {
  if (typeof step === 'bigint') return Number.isSafeInteger(Number(step)) ? Number(step) : step;
  return typeof step === 'number' && !Number.isNaN(step) ? step : undefined;
}

/** All steps of a file, where each is a double and they come in order, none twice. */
export function toSortedSteps(given: Cells | undefined, count: number): Float64Array | undefined {
  if (given?.length !== count || count === 0) return undefined;
  const steps = given instanceof BigInt64Array ? fromIntegers(given) : fromCells(given);
  if (steps === undefined) return undefined;
  for (let at = 1; at < count; at += 1) if (!((steps[at] ?? 0) > (steps[at - 1] ?? 0))) return undefined;
  return steps;
}

function fromCells(given: Cells): Float64Array | undefined {
  const steps = new Float64Array(given.length);
  for (let at = 0; at < steps.length; at += 1) {
    const step = toStep(given[at]);
    if (typeof step !== 'number') return undefined;
    steps[at] = step;
  }
  return steps;
}

/** By their halves, the lower one first: a `bigint` for each would be made only to be thrown away. */
function fromIntegers(given: BigInt64Array): Float64Array | undefined {
  const view = new DataView(given.buffer, given.byteOffset, given.byteLength);
  const steps = new Float64Array(given.length);
  for (let at = 0; at < steps.length; at += 1) {
    const step = view.getInt32(at * 8 + 4, true) * 2 ** 32 + view.getUint32(at * 8, true);
    if (!Number.isSafeInteger(step)) return undefined;
    steps[at] = step;
  }
  return steps;
}
