import { performance } from 'node:perf_hooks';
import { usualLimits } from '../src/core/compare/limits-settings.ts';
import type { CurveOptions } from '../src/core/curves/draw-curves.ts';
import { openWorkers } from '../src/core/work/open-workers.ts';
import { walk } from '../test/core/curves/walk.ts';
import { at } from '../test/support/json-at.ts';
import { startChild, type Child } from './support/children.ts';
import { heading, line, median, ms } from './support/print.ts';

const rounds = 7;

interface Question {
  readonly what: string;
  readonly goal: string;
  /** A document for each round: a question that was asked before is answered by the bytes that are kept. */
  readonly document: (round: number) => string;
}

const questions: readonly Question[] = [
  {
    what: '1,000 curves x 1,000 points: UNION, EMA, to 500',
    goal: 'goal: at most 300 ms',
    document: (
      round,
    ) => `{ curves(runs: { sources: ["curves"], first: 1000 }, metrics: [{ key: "metric_0" }], align: UNION,
      smooth: { method: EMA, weight: 0.9${String(round)} }, maxPoints: 500) { x curves { run { ref } y maxAbsError } } }`,
  },
  {
    what: 'the same, packed',
    goal: '',
    document: (
      round,
    ) => `{ curves(runs: { sources: ["curves"], first: 1000 }, metrics: [{ key: "metric_0" }], align: UNION,
      smooth: { method: EMA, weight: 0.8${String(round)} }, maxPoints: 500) { curves { run { ref } packed { y } } } }`,
  },
  {
    what: 'groups of 1,000 runs x 5 measures, 10,000 resamples',
    goal: '',
    document: (round) =>
      `{ groups(runs: { sources: ["curves"], first: 1000 }, by: [{ param: "model" }], measures: [${[0, 1, 2, 3, 4]
        .map((index) => `{ value: { metric: { key: "metric_${String(index)}" } } }`)
        .join(
          ' ',
        )}], interval: { method: BOOTSTRAP, seed: ${String(round)} }) { groups { key measures { mean low high } } } }`,
  },
  {
    what: 'groups of 1,000 runs with bands of 200 points',
    goal: '',
    document: (round) => `{ groups(runs: { sources: ["curves"], first: 1000 }, by: [{ param: "model" }]) { groups { key
      curves(metrics: [{ key: "metric_0" }], maxPoints: 200, interval: { method: BOOTSTRAP, resamples: 1000, seed: ${String(round)} }) { x mean low high } } } }`,
  },
  {
    what: 'importance over 10,000 runs x 50 params, PED_ANOVA',
    goal: 'goal: at most 2,000 ms',
    document: (
      round,
    ) => `{ importance(runs: { sources: ["sweep"], first: 10000 }, target: { metric: { key: "score" } }, direction: MAXIMIZE,
      seed: ${String(round)}) { rows { param importance } } }`,
  },
  {
    what: 'the same by FOREST, 1,000 runs',
    goal: '',
    document: (
      round,
    ) => `{ importance(runs: { sources: ["sweep"], first: 1000 }, target: { metric: { key: "score" } }, direction: MAXIMIZE,
      method: FOREST, seed: ${String(round)}) { rows { param importance } } }`,
  },
  {
    what: 'a page of 100 runs x 200 params x 100 metrics',
    goal: '',
    document: (round) =>
      `{ a${String(round)}: runs(sources: ["wide"], first: 100) { nodes { params { key value } metrics { key last } } } }`,
  },
  {
    what: 'compare of the same runs',
    goal: 'goal: at most 50 ms more',
    document: (round) =>
      `{ a${String(round)}: compare(runs: { sources: ["wide"], first: 100 }) { params { key values } metrics { key values best } } }`,
  },
];

/** Comparisons as a gateway answers them, over HTTP, from series and runs that it keeps. */
export async function comparing(): Promise<void> {
  heading(
    'Comparisons over HTTP from what the cache holds: medians of rounds, and how long the event loop was held at most',
  );
  const child = await startChild(new URL('support/comparing-child.ts', import.meta.url), null);
  for (const { what, goal, document } of questions) {
    for (let round = 0; round < 3; round += 1) await timed(child, document(round));
    await child.ask('reset');
    const taken: number[] = [];
    for (let round = 3; round < 3 + rounds; round += 1) taken.push(await timed(child, document(round)));
    line(what, ms(median(taken)), goal);
    const held = await child.ask('held');
    line('  the event loop was held for', ms(Number(at(held, 'busy'))), 'goal: at most 50 ms');
    line('  with the time that others had the processor', ms(Number(at(held, 'delay'))));
  }
  await child.stop();
  await throughWorker();
}

/** One long series, to a thread and back: from memory that threads share, and from memory that is copied first. */
async function throughWorker(): Promise<void> {
  const { x, y } = walk(3, 1_000_000, 'even');
  const share = (column: Float64Array): Float64Array => {
    const shared = new Float64Array(new SharedArrayBuffer(column.byteLength));
    shared.set(column);
    return shared;
  };
  const workers = openWorkers(1, 0);
  const work = workers.forRequest(new AbortController().signal);
  const options: CurveOptions = { align: 'NONE', smooth: null, raw: false, downsample: 'MINMAX_LTTB', maxPoints: 1000 };
  const axis = { kind: 'STEP', from: null, to: null, startedAt: null, metric: null } as const;
  const kinds = [
    ['MINMAX_LTTB of 1,000,000 points through a thread', share(x), share(y)],
    ['  the same, copied first', x, y],
  ] as const;
  for (const [what, steps, values] of kinds) {
    const taken: number[] = [];
    for (let round = 0; round < 15; round += 1) {
      const startedAt = performance.now();
      await work(
        'drawCurves',
        [{ points: { steps, values, timestamps: new Float64Array() }, axis }],
        options,
        usualLimits,
      );
      taken.push(performance.now() - startedAt);
    }
    line(what, ms(Math.min(...taken)), 'goal: at most 10 ms');
  }
  await workers.close();
}

async function timed({ url }: Child, query: string): Promise<number> {
  const startedAt = performance.now();
  const answer = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'accept-encoding': 'identity' },
    body: JSON.stringify({ query }),
  });
  const text = await answer.text();
  const taken = performance.now() - startedAt;
  if (text.includes('"errors"')) throw new Error(JSON.stringify(at(JSON.parse(text), 'errors')));
  return taken;
}
