/**
 * What 2.22 makes of the steps of all runs of a call: so many of them by even strides, and the first and the last of
 * each run. Without a range it starts at step 0, so that negative steps are lost.
 */
export function sampleSteps(
  runs: readonly (readonly bigint[])[],
  limit: number,
  range: { readonly from: bigint; readonly to: bigint } | undefined,
): ReadonlySet<bigint> {
  const steps = [...new Set(runs.flat())].toSorted((a, b) => (a < b ? -1 : 1));
  const { from, to } = range ?? { from: 0n, to: steps.at(-1) ?? 0n };
  const isInRange = (step: bigint): boolean => from <= step && step <= to;
  const ends = runs.flatMap((run) => [minimum(run), maximum(run)]).filter((step) => step !== undefined);
  return new Set([...strides(steps, isInRange, limit), ...ends.filter(isInRange)]);
}

function strides(steps: readonly bigint[], isInRange: (step: bigint) => boolean, limit: number): readonly bigint[] {
  const within = steps.filter(isInRange);
  const start = within[0] === undefined ? 0 : steps.indexOf(within[0]);
  if (within.length <= limit) return within;
  const stride = within.length / limit;
  const indices = Array.from({ length: limit }, (_none, index) => start + Math.trunc(index * stride));
  // The server's bound counts from the wrong end: what lies beyond the size of the range is left out.
  return [...indices.filter((index) => index < within.length), start + within.length - 1].map(
    (index) => steps[index] ?? 0n,
  );
}

function minimum(steps: readonly bigint[]): bigint | undefined {
  return steps.reduce<bigint | undefined>(
    (least, step) => (least === undefined || step < least ? step : least),
    undefined,
  );
}

function maximum(steps: readonly bigint[]): bigint | undefined {
  return steps.reduce<bigint | undefined>((most, step) => (most === undefined || step > most ? step : most), undefined);
}
