import { isList } from '../../../src/contract/value.ts';
import type { OracleParam, OracleRun } from '../oracle/oracle-run.ts';
import type { ParamFilter, RunFilter, ValueInput } from '../oracle/question.ts';
import { scalarText } from '../oracle/scalar-text.ts';
import type { Draw } from './draw.ts';
import { drawFrom, drawKey } from './draw.ts';
import type { Random } from './random.ts';
import { randomMetricRef } from './random-metric-ref.ts';
import { numberInput, numberLike } from './random-number.ts';
import { equality, existence, numericOrNaN, ordering } from './random-operators.ts';
import { textLike } from './random-text.ts';
import { changeCase, textSearch, textual } from './random-text-operators.ts';
import { orderedLike, valueLike } from './random-value.ts';

/** A clause over a param: operands of all kinds, mostly values that the same param has somewhere. */
export function paramClause(draw: Draw): RunFilter {
  const key = drawKey(draw, 'params');
  const sameKey = (run: OracleRun): readonly OracleParam[] => run.params.filter((param) => param.key === key);
  return { param: { key, ...paramOperators(draw, () => drawFrom(draw, sameKey) ?? { key, value: 1, text: null }) } };
}

function paramOperators(draw: Draw, occurring: () => OracleParam): Omit<ParamFilter, 'key'> {
  const { random } = draw;
  const chosen = random.next();
  if (chosen < 0.1) return existence(random);
  const ignoreCase = random.chance(0.3);
  const flag = ignoreCase ? { ignoreCase } : {};
  if (chosen < 0.5) {
    return { ...equality(random, () => inSomeCase(random, ignoreCase, valueLike(draw, occurring()))), ...flag };
  }
  if (chosen < 0.75) {
    const operand = (): ReturnType<typeof orderedLike> => orderedLike(draw, occurring());
    return { ...ordering(random, operand), ...(random.chance(0.3) ? ordering(random, operand) : {}), ...flag };
  }
  return { ...textSearch(random, changeCase(random, ignoreCase, scalarText(occurring()) ?? '1')), ...flag };
}

/** Changes the case of text, in lists too: that must not matter to them. */
function inSomeCase(random: Random, ignoreCase: boolean, operand: ValueInput): ValueInput {
  if (typeof operand === 'string') return changeCase(random, ignoreCase, operand);
  return isList(operand) ? operand.map((item) => inSomeCase(random, ignoreCase, item)) : operand;
}

/** A clause over the value of a tag. */
export function tagClause(draw: Draw): RunFilter {
  const { random } = draw;
  const key = drawKey(draw, 'tags');
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
  return { metric: { ...ref, ...numericOrNaN(random, () => numberInput(numberLike(random, operand()))) } };
}
