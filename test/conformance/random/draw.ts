import { jsonText } from '../oracle/json-text.ts';
import type { OracleRun } from '../oracle/oracle-run.ts';
import type { Random } from './random.ts';

/** What questions are drawn from. */
export interface Draw {
  readonly random: Random;
  /** Operands mostly occur in these. */
  readonly runs: readonly OracleRun[];
  /** Whether params may be compared with bigints, which a literal of the document can carry and a variable cannot. */
  readonly bigints: boolean;
  /** Keys of params, tags and metrics, each as many times as it has different values: what varies most is asked most. */
  readonly keys: Readonly<Record<KeyedPart, readonly string[]>>;
}

export type KeyedPart = 'params' | 'tags' | 'metrics';

export function createDraw(random: Random, runs: readonly OracleRun[], bigints: boolean): Draw {
  const params = runs.flatMap((run) => run.params.map(({ key, value }) => ({ key, what: value })));
  const tags = runs.flatMap((run) => run.tags.map(({ key, value }) => ({ key, what: value })));
  const metrics = runs.flatMap((run) =>
    run.metrics.map(({ key, context, last }) => ({ key, what: [jsonText(context), last] })),
  );
  return { random, runs, bigints, keys: { params: varied(params), tags: varied(tags), metrics: varied(metrics) } };
}

function varied(
  values: readonly { readonly key: string; readonly what: Parameters<typeof jsonText>[0] }[],
): readonly string[] {
  const distinct = new Map(values.map(({ key, what }) => [`${key} ${jsonText(what)}`, key]));
  return [...distinct.values()];
}

/** One of the things that a random run has; undefined where that run has none. */
export function drawFrom<T>({ random, runs }: Draw, things: (run: OracleRun) => readonly T[]): T | undefined {
  // Trying a few runs is enough: what hardly any run has should hardly be asked for.
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const run = random.pickAny(runs);
    const thing = run === undefined ? undefined : random.pickAny(things(run));
    if (thing !== undefined) return thing;
  }
  return undefined;
}

/** A key that occurs: one that many runs have, or one that has many values; rarely one that does not occur. */
export function drawKey(draw: Draw, part: KeyedPart): string {
  if (draw.random.chance(0.03)) return 'no such key';
  const key = draw.random.chance(0.4) ? drawFrom(draw, (run) => run[part].map((thing) => thing.key)) : undefined;
  return key ?? draw.random.pickAny(draw.keys[part]) ?? 'no such key';
}
