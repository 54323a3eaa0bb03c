import type { Num } from './value.ts';

const decimalLiteral = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/;
const integerLiteral = /^[+-]?\d+$/;

/**
 * The number that a whole text spells as a decimal literal; integers beyond 2^53 stay exact. Else undefined. This is
 * the one rule by which text counts as a number, in params that are typed by their text and in comparisons alike.
 */
export function parseDecimal(text: string): Num | undefined {
  if (!decimalLiteral.test(text)) return undefined;
  const number = Number(text);
  if (!Number.isSafeInteger(number) && integerLiteral.test(text)) return BigInt(text.replace(/^\+/, ''));
  return number;
}
