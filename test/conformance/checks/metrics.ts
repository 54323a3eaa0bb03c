import type { OracleMetric } from '../oracle/oracle-run.ts';
import { allKeys, emptyProjection } from '../../../src/contract/projection.ts';
import { isRungraphError } from '../../../src/contract/error.ts';
import { wireValue } from '../../../src/graphql/wire-value.ts';
import { at, listAt } from '../../support/json-at.ts';
import { findMetric } from '../oracle/find-metric.ts';
import { ask } from './ask.ts';
import type { Check, Conformance } from './check.ts';
import { pushedRuns } from './pushed-runs.ts';
import { walk } from './walk.ts';

/** Keys of metrics, and some that no run has although a tracker's summary may look so. */
function keysOf({ runs }: Conformance): readonly string[] {
  const known = new Set(runs.flatMap(({ metrics }) => metrics.map(({ key }) => key)));
  const absent = ['', 'val/ghost', 'val/acc.max', 'val/acc.mean', 'val/f1.max'].filter((key) => !known.has(key));
  return [...known, ...absent];
}

function spelled(metric: OracleMetric | undefined): unknown {
  if (metric === undefined) return null;
  const spell = (value: OracleMetric['lastStep']): unknown => (value === null ? null : wireValue(value));
  const { last, lastStep, first, min, max, count } = metric;
  return { ...mapped({ last, lastStep, first, min, max }, spell), count };
}

function mapped<T>(object: Readonly<Record<string, T>>, map: (value: T) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
}

/** A metric of every run that has a start, asked for by its key alone. */
async function readAlone({ gateway }: Conformance, key: string): Promise<ReadonlyMap<string, unknown>> {
  const found = new Map<string, unknown>();
  let after: unknown = null;
  do {
    const { runs } = await ask(
      gateway,
      `query ($key: String!, $after: String) { runs(archived: INCLUDE, first: 50, after: $after, strict: true) {
        nodes { ref metric(key: $key) { last lastStep first min max count } } pageInfo { hasNextPage endCursor } } }`,
      { key, after },
    );
    for (const node of listAt(runs, 'nodes')) found.set(String(at(node, 'ref')), at(node, 'metric'));
    after = at(runs, 'pageInfo', 'hasNextPage') === true ? at(runs, 'pageInfo', 'endCursor') : null;
  } while (after !== null);
  return found;
}

export const checkMetrics: readonly Check[] = [
  {
    id: 'metric-by-key',
    says: 'a metric is the same whatever is selected beside it, and there for nodes, filters and sorts alike',
    async run(conformance) {
      const { gateway, runs } = conformance;
      for (const key of keysOf(conformance)) {
        const expected = new Map(
          runs.map((run) => [`${run.source}/${run.nativeId}`, spelled(findMetric(run, { key }))] as const),
        );
        expect({ key, found: await readAlone(conformance, key) }).toEqual({ key, found: expected });
        const holding = (isThere: boolean): readonly string[] =>
          [...expected].flatMap(([ref, metric]) => ((metric !== null) === isThere ? [ref] : [])).sort();
        for (const exists of [true, false]) {
          const { refs } = await walk(gateway, { filter: { metric: { key, exists } }, archived: 'INCLUDE', first: 50 });
          expect({ key, exists, refs: [...refs].sort() }).toEqual({ key, exists, refs: holding(exists) });
        }
      }
    },
  },
  {
    id: 'told-summaries',
    says: 'what the table says that the listing tells of metrics, it tells of every metric that has it',
    async run({ source, runs }) {
      const { summaries } = (await source.probe.answer()).capabilities;
      const all = { kind: 'and' as const, filters: [] };
      for (const { nativeId, metrics } of await pushedRuns(source, all, { ...emptyProjection, metrics: allKeys })) {
        if (isRungraphError(metrics)) throw metrics;
        for (const metric of metrics) {
          const run = runs.find((one) => one.nativeId === nativeId);
          const { key, context } = metric;
          const told = run && findMetric(run, { key, context: context ?? {} });
          const untold = summaries.filter((field) => metric[field] === undefined && told?.[field] !== null);
          expect({ nativeId, key, untold }).toEqual({ nativeId, key, untold: [] });
        }
      }
    },
  },
];
