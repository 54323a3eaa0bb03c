import type { PlannedRun } from './plan-file.ts';

/** In the order of the plan, but that no run comes before its parent. */
export function parentsFirst(runs: readonly PlannedRun[]): readonly PlannedRun[] {
  const byId = new Map(runs.map((run) => [run.id, run]));
  const placed = new Set<string>();
  const ordered: PlannedRun[] = [];
  for (const run of runs) {
    const line: PlannedRun[] = [];
    const seen = new Set<string>();
    let next: PlannedRun | undefined = run;
    while (next !== undefined && !placed.has(next.id) && !seen.has(next.id)) {
      line.push(next);
      seen.add(next.id);
      next = next.parent === null ? undefined : byId.get(next.parent);
    }
    for (const one of line.reverse()) {
      placed.add(one.id);
      ordered.push(one);
    }
  }
  return ordered;
}
