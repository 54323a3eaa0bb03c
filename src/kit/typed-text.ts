import type { Value } from '../contract/value.ts';
import { parseDecimal } from '../contract/decimal.ts';

/**
 * The value of a param that its tracker keeps as text alone: a decimal literal is a number, true and false in any case
 * a boolean, all else text.
 */
export function valueOfText(text: string): Value {
  const first = text.charCodeAt(0);
  const numeric = (first >= 48 && first <= 57) || first === 45 || first === 43;
  if (numeric) return parseDecimal(text) ?? text;
  if (text.length === 4 && text.toLowerCase() === 'true') return true;
  if (text.length === 5 && text.toLowerCase() === 'false') return false;
  return text;
}
