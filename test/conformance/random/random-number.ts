import type { Num } from '../../../src/contract/value.ts';
import { exactInteger } from '../oracle/decimal.ts';
import type { NumberInput } from '../oracle/question.ts';
import type { Random } from './random.ts';
import { unusualNumbers } from './unusual-numbers.ts';

/**
 * A number like one that occurs: mostly itself, else a near miss, at times one of an unusual size. NaN, which is no
 * operand, gives another number.
 */
export function numberLike(random: Random, occurring: Num): Num {
  if (random.chance(0.05)) return random.pick(unusualNumbers);
  if (Number.isNaN(occurring)) return random.pick([0, 0.25, 0.5]);
  return random.chance(0.7) ? occurring : nearMiss(random, occurring);
}

/** A number that differs from another one by little, or by its sign. */
export function nearMiss(random: Random, number: Num): Num {
  if (typeof number === 'bigint') {
    return random.pick([exactInteger(String(number + 1n)), exactInteger(String(number - 1n)), Number(number)]);
  }
  if (!Number.isFinite(number)) return random.pick([-number, Number.MAX_VALUE]);
  return random.pick([number + 1, number - 1, number * (1 + Number.EPSILON), number / 3, 0 - number]);
}

/** A number as the scalar Number takes it in a variable. */
export function numberInput(number: Num): NumberInput {
  return typeof number === 'bigint' || !Number.isFinite(number) ? String(number) : number;
}
