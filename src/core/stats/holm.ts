/** Holm's step-down correction of several p, each in its place; null stays null and counts for nothing. */
export function holmCorrection(ps: readonly (number | null)[]): readonly (number | null)[] {
  const known = ps.flatMap((p, at) => (p === null ? [] : [{ p, at }])).sort((a, b) => a.p - b.p);
  const corrected: (number | null)[] = ps.map(() => null);
  let least = 0;
  known.forEach(({ p, at }, rank) => {
    least = Math.max(least, Math.min(1, p * (known.length - rank)));
    corrected[at] = least;
  });
  return corrected;
}
