import type { Num } from '../../../src/contract/value.ts';

const decimalLiteral = /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/;
const wholeNumber = /^[+-]?\d+$/;
const greatestExactDouble = 2n ** 53n;

/** The number that a text wholly spells as a decimal literal, integers exactly; null for any other text. */
export function decimalNumber(text: string): Num | null {
  if (!decimalLiteral.test(text)) return null;
  return wholeNumber.test(text) ? exactInteger(text) : Number(text);
}

/** Whether a text is an integer in decimal digits. */
export function isWholeNumber(text: string): boolean {
  return wholeNumber.test(text);
}

/** An integer as a double up to 2^53 and as a bigint beyond it. */
export function exactInteger(text: string): Num {
  // BigInt knows no plus sign.
  const exact = BigInt(text.replace(/^\+/, ''));
  const magnitude = exact < 0n ? -exact : exact;
  return magnitude > greatestExactDouble ? exact : Number(exact);
}
