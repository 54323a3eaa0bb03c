import type { OracleMetric, OracleParam, OracleRun } from '../oracle/oracle-run.ts';
import type { MetricRef, ParamFilter, RunFilter } from '../oracle/question.ts';
import { scalarText } from '../oracle/scalar-text.ts';
import type { Draw } from './draw.ts';
import { drawFrom } from './draw.ts';
import { numberInput, numberLike } from './random-number.ts';
import { equality, existence, maybeIgnoreCase, numeric, ordering, textSearch, textual } from './random-operators.ts';
import { textLike } from './random-text.ts';
import { orderedLike, valueLike } from './random-value.ts';

const unknownKey = 'no such key';

/** A clause over a param: operands of all kinds, mostly values that the same param has somewhere. */
export function paramClause(draw: Draw): RunFilter {
  const { random } = draw;
  const key = randomKey(draw, (run) => run.params);
  const sameKey = (run: OracleRun): readonly OracleParam[] => run.params.filter((param) => param.key === key);
  const occurring = (): OracleParam => drawFrom(draw, sameKey) ?? { key, value: 1, text: null };
  return { param: { key, ...paramOperators(draw, occurring), ...(random.chance(0.3) ? maybeIgnoreCase(random) : {}) } };
}

function paramOperators(draw: Draw, occurring: () => OracleParam): Omit<ParamFilter, 'key'> {
  const { random } = draw;
  const chosen = random.next();
  if (chosen < 0.1) return existence(random);
  if (chosen < 0.5) return { ...equality(random, () => valueLike(draw, occurring())), ...maybeIgnoreCase(random) };
  if (chosen < 0.75) {
    const operand = (): ReturnType<typeof orderedLike> => orderedLike(draw, occurring());
    return { ...ordering(random, operand), ...(random.chance(0.3) ? ordering(random, operand) : {}) };
  }
  return { ...textSearch(random, scalarText(occurring()) ?? '1'), ...maybeIgnoreCase(random) };
}

/** A clause over the value of a tag. */
export function tagClause(draw: Draw): RunFilter {
  const { random } = draw;
  const key = randomKey(draw, (run) => run.tags);
  const sameKey = (run: OracleRun): readonly string[] =>
    run.tags.flatMap((tag) => (tag.key === key && tag.value !== null ? [tag.value] : []));
  return { tag: { key, ...textual(random, () => textLike(random, drawFrom(draw, sameKey) ?? 'red')) } };
}

/** A clause over the summary of a metric. */
export function metricClause(draw: Draw): RunFilter {
  const { random } = draw;
  const ref = randomMetricRef(draw);
  const field = ({ LAST: 'last', FIRST: 'first', MIN: 'min', MAX: 'max' } as const)[ref.aggregate ?? 'LAST'];
  const sameKey = (run: OracleRun): readonly number[] =>
    run.metrics.flatMap((metric) => (metric.key === ref.key ? [metric[field] ?? Number.NaN] : []));
  const operand = (): number => drawFrom(draw, sameKey) ?? 0;
  return { metric: { ...ref, ...numeric(random, () => numberInput(numberLike(random, operand()))) } };
}

/** A metric that occurs, with or without its context, and one of the aggregates. */
export function randomMetricRef(draw: Draw): MetricRef {
  const { random } = draw;
  const metric: Pick<OracleMetric, 'key' | 'context'> = drawFrom(draw, (run) => run.metrics) ?? {
    key: unknownKey,
    context: {},
  };
  return {
    key: random.chance(0.97) ? metric.key : unknownKey,
    ...(random.chance(0.3) ? { context: random.chance(0.7) ? metric.context : {} } : {}),
    ...(random.chance(0.6) ? { aggregate: random.pick(['LAST', 'FIRST', 'MIN', 'MAX']) } : {}),
  };
}

/** Most often a key that many runs have. */
export function randomKey(draw: Draw, things: (run: OracleRun) => readonly { readonly key: string }[]): string {
  return (draw.random.chance(0.97) ? drawFrom(draw, things)?.key : undefined) ?? unknownKey;
}
