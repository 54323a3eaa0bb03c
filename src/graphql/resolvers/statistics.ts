import { RungraphError } from '../../contract/error.ts';
import { allKeys, emptyProjection } from '../../contract/projection.ts';
import type { CorrelatedField, MeasuredColumn } from '../../core/correlations/correlation-rows.ts';
import type { DifferenceTest } from '../../core/difference/difference-rows.ts';
import { pairBy } from '../../core/difference/pair-by.ts';
import { measureColumn } from '../../core/groups/measure.ts';
import { importanceRows } from '../../core/importance/importance-rows.ts';
import { directionOfField } from '../../core/objectives/objective.ts';
import { keysOfRows } from '../../core/selection/all-keys.ts';
import type { InputMaybe, QueryDifferenceArgs, QueryResolvers } from '../../generated/resolvers.ts';
import { toField } from '../field-input.ts';
import { toContext } from '../filter-input.ts';
import { toMeasures } from '../measure-input.ts';
import { orElse } from '../or-else.ts';
import { projectionOf } from '../projection.ts';
import { unionOf } from '../projection-union.ts';
import { readColumns } from '../read-columns.ts';
import { selectRuns } from '../select-runs.ts';

const withParams = { ...emptyProjection, params: allKeys };
const withAll = { ...withParams, metrics: allKeys };

/** Params that are named as bare keys, which arguments alone do not tell apart from other texts. */
function withKeys(params: InputMaybe<readonly string[]>) {
  return { ...emptyProjection, params: { all: false, keys: params ?? [], prefixes: [] } };
}

export const correlationsResolver: NonNullable<QueryResolvers['correlations']> = async (_root, args, context, info) => {
  const { target: asked, params, metrics } = args;
  const target = toField(asked, 'target');
  const all = !params && !metrics;
  const projection = unionOf([projectionOf(info), all ? withAll : withKeys(params)]);
  const selected = await selectRuns(args.runs, context, info, projection);
  const plain = (key: string) => ({ kind: 'metric', key, context: undefined, aggregate: 'LAST' }) as const;
  const ofMetrics = all
    ? keysOfRows(selected.rows, 'metrics').map(plain)
    : (metrics ?? []).map(({ key, context: of, aggregate }) => {
        return { kind: 'metric', key, context: toContext(of), aggregate: aggregate ?? 'LAST' } as const;
      });
  const ofParams = (all ? keysOfRows(selected.rows, 'params') : (params ?? [])).map((key) => {
    return { kind: 'param', key } as const;
  });
  const fields: readonly CorrelatedField[] = [...ofParams, ...ofMetrics].filter((field) => {
    return !all || !('key' in target) || field.kind !== target.kind || field.key !== target.key;
  });
  const [values = [], ...columns] = await readColumns(selected.rows, [target, ...fields], context);
  const counted: MeasuredColumn[] = [];
  for (const [at, field] of fields.entries()) {
    await context.turn();
    const measured = measureColumn(columns[at] ?? []);
    // Of all keys, those count that have a number.
    if (!all || measured.missing < measured.values.length) counted.push({ field, measured });
  }
  return { ...selected, rows: await context.work('correlationRows', measureColumn(values).values, counted) };
};

export const differenceResolver: NonNullable<QueryResolvers['difference']> = async (_root, args, context, info) => {
  const measures = toMeasures(args.measures.map((value) => ({ value })));
  const fields = measures.map(({ field }) => field);
  const pair = args.pairBy ? toField(args.pairBy, 'pairBy') : null;
  checkPair(args);
  const [a, b] = await Promise.all([selectRuns(args.a, context, info), selectRuns(args.b, context, info)]);
  const wanted = pair === null ? fields : [...fields, pair];
  const [ofA, ofB] = await Promise.all([a, b].map(({ rows }) => readColumns(rows, wanted, context)));
  const compared = measures.map(({ name }, at) => ({ name, a: ofA?.[at] ?? [], b: ofB?.[at] ?? [] }));
  const pairs = pair === null ? null : pairBy(ofA?.[fields.length] ?? [], ofB?.[fields.length] ?? []);
  return {
    rows: await context.work('differenceRows', compared, toTest(args, pairs), context.comparing.limits),
    matchedA: a.matched,
    matchedB: b.matched,
    reports: [...a.reports, ...b.reports],
  };
};

function checkPair({ test, pairBy: by }: Pick<QueryDifferenceArgs, 'test' | 'pairBy'>): void {
  if ((test === 'PAIRED') === Boolean(by)) return;
  const why = by ? `it is for PAIRED alone, not for ${test}` : 'PAIRED needs a value that pairs runs, such as a seed';
  throw new RungraphError('INVALID_QUERY', `pairBy: ${why}.`);
}

function toTest(
  { test, level, resamples, seed }: Pick<QueryDifferenceArgs, 'test' | 'level' | 'resamples' | 'seed'>,
  pairs: ReturnType<typeof pairBy> | null,
): DifferenceTest {
  const plain = { level: level ?? 0.95 };
  if (pairs !== null) return { test: 'PAIRED', ...plain, pairs };
  if (test === 'BOOTSTRAP') return { test, ...plain, resamples: resamples ?? 10_000, seed: seed ?? 0 };
  return { test: test === 'MANN_WHITNEY' ? test : 'WELCH', ...plain };
}

export const importanceResolver: NonNullable<QueryResolvers['importance']> = async (_root, args, context, info) => {
  const target = toField(args.target, 'target');
  const projection = unionOf([projectionOf(info), args.params ? withKeys(args.params) : withParams]);
  const selected = await selectRuns(args.runs, context, info, projection);
  const params = args.params ?? keysOfRows(selected.rows, 'params');
  const fields = params.map((key) => ({ kind: 'param', key }) as const);
  const [values = [], ...columns] = await readColumns(selected.rows, [target, ...fields], context);
  const direction = directionOfField(target, args.direction ?? null, context.comparing);
  const minimize = direction === null ? null : direction === 'MINIMIZE';
  const named = params.map((param, at) => ({ param, values: columns[at] ?? [] }));
  const [method, seed] = [orElse(args.method, 'PED_ANOVA'), orElse(args.seed, 0)];
  const judged = await importanceRows(
    measureColumn(values).values,
    named,
    minimize,
    (wanted, judgeable, least) => context.work('judgeColumns', wanted, judgeable, least, method, seed),
    context.turn,
  );
  return { ...selected, ...judged };
};
