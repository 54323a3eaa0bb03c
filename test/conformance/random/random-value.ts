import type { Num, Value } from '../../../src/contract/value.ts';
import { isList } from '../../../src/contract/value.ts';
import { numberOf } from '../oracle/compare-to-operand.ts';
import type { ValueInput } from '../oracle/question.ts';
import type { StoredValue } from '../oracle/scalar-text.ts';
import { scalarText } from '../oracle/scalar-text.ts';
import { booleanOfText } from '../oracle/typed-text.ts';
import type { Draw } from './draw.ts';
import { nearMiss, numberLike } from './random-number.ts';
import { textLike } from './random-text.ts';

/** An operand like a param that occurs: its value, its text, its number, a near miss, or something of another kind. */
export function valueLike(draw: Draw, occurring: StoredValue): ValueInput {
  const { random } = draw;
  const text = scalarText(occurring);
  const number = numberOf(occurring.value);
  if (random.chance(0.08)) return random.pick<ValueInput>([true, 'true', 0, '0', '', [], [1, 2], 'nan', 'Infinity']);
  const boolean = typeof occurring.value === 'string' ? booleanOfText(occurring.value) : null;
  if (boolean !== null && random.chance(0.4)) return boolean;
  if (number !== null && random.chance(0.4)) return numberValue(draw, numberLike(random, number));
  if (text !== null && random.chance(0.4)) return textLike(random, text);
  return sameValue(draw, occurring.value);
}

/** An operand that has an order: a number or text. */
export function orderedLike(
  draw: Draw,
  occurring: StoredValue,
): Exclude<ValueInput, boolean | null | readonly Value[]> {
  const operand = valueLike(draw, occurring);
  return typeof operand === 'number' || typeof operand === 'bigint' ? operand : String(operand);
}

function sameValue(draw: Draw, value: Value): ValueInput {
  const { random } = draw;
  if (value === null) return random.pick(['null', 0, '']);
  if (typeof value === 'boolean') return random.chance(0.8) ? value : !value;
  if (typeof value === 'string') return value;
  if (!isList(value)) return numberValue(draw, value);
  return random.pick<ValueInput>([value, value, value.slice(1), [...value, null], [value]]);
}

/** NaN and the infinities are no JSON: params are compared with their names. */
function numberValue({ random, bigints }: Draw, number: Num): ValueInput {
  if (typeof number === 'bigint') return bigints ? number : random.pick<ValueInput>([Number(number), String(number)]);
  if (!Number.isFinite(number)) return String(number);
  return bigints && Math.abs(number) > 2 ** 53 && random.chance(0.3) ? nearMiss(random, BigInt(number)) : number;
}
