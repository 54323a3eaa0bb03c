import { isList, type Value } from '../../contract/value.ts';

/** A key behind its dot: bare where every part is a word, else between quotes that it does not hold. */
export function printKey(key: string): string {
  if (/^[\p{L}\p{M}\p{N}_\-/:@%]+(?:\.[\p{L}\p{M}\p{N}_\-/:@%]+)*$/u.test(key)) return key;
  return key.includes('`') ? quote(key, '"') : `\`${key}\``;
}

/** Whether a key needs quotes. */
export function isBareKey(key: string): boolean {
  return printKey(key) === key;
}

/** A text in quotes; the letter i behind them says that case does not count. */
export function printText(text: string, ignoreCase: boolean): string {
  return `${quote(text, "'")}${ignoreCase ? 'i' : ''}`;
}

/** A backslash is doubled only where the one behind it would make it an escape. */
function quote(text: string, mark: string): string {
  const escaped = text.replace(/\\(?=[\\'"]|$)/g, '\\\\').replaceAll(mark, mark + mark);
  return `${mark}${escaped}${mark}`;
}

/** RFC 3339, or epoch milliseconds beyond the years that it can say. */
export function printTime(time: number): string {
  const text = new Date(time).toISOString();
  return /^\d{4}-/.test(text) ? `'${text}'` : String(time);
}

export function printValue(value: Value): string {
  if (value !== null && isList(value)) return `[${value.map(printValue).join(', ')}]`;
  if (typeof value === 'string') return printText(value, false);
  return typeof value === 'number' ? printNumber(value) : String(value);
}

/** Doubles beyond 2^53 have an exponent, so that they are not read as integers of that many digits. */
function printNumber(number: number): string {
  if (Math.abs(number) === Infinity) return number > 0 ? 'inf' : '-inf';
  if (Object.is(number, -0)) return '-0';
  return Number.isSafeInteger(number) || !Number.isInteger(number) ? String(number) : number.toExponential();
}
