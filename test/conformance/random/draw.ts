import type { OracleRun } from '../oracle/oracle-run.ts';
import type { Random } from './random.ts';

/** What questions are drawn from. */
export interface Draw {
  readonly random: Random;
  /** Operands mostly occur in these. */
  readonly runs: readonly OracleRun[];
  /** Whether params may be compared with bigints, which a literal of the document can carry and a variable cannot. */
  readonly bigints: boolean;
}

/** One of the things that a random run has; undefined where that run has none. */
export function drawFrom<T>({ random, runs }: Draw, things: (run: OracleRun) => readonly T[]): T | undefined {
  // Trying a few runs is enough: what hardly any run has should hardly be asked for.
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const run = random.pickAny(runs);
    const thing = run === undefined ? undefined : random.pickAny(things(run));
    if (thing !== undefined) return thing;
  }
  return undefined;
}
