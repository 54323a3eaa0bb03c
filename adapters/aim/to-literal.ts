import { isJsonList, type Json } from '../../src/contract/value.ts';

/**
 * A value as a literal of AimQL, which is an expression of Python that can call methods and delete runs: this is the
 * one way by which anything of a user gets into a query. JSON's strings are Python's, escapes and all; what is not
 * ASCII is escaped too, so that no proxy and no normalisation of names can turn it into something else.
 */
export function toLiteral(value: Json): string {
  if (value === null) return 'None';
  switch (typeof value) {
    case 'string':
      return textLiteral(value);
    case 'boolean':
      return value ? 'True' : 'False';
    case 'bigint':
      return String(value);
    case 'number':
      return numberLiteral(value);
    default:
      if (isJsonList(value)) return `[${value.map(toLiteral).join(', ')}]`;
      return `{${Object.entries(value)
        .map(([key, item]) => `${textLiteral(key)}: ${toLiteral(item)}`)
        .join(', ')}}`;
  }
}

/** Python reads \uXXXX as a code point, so that what JSON writes as two halves of one must be one \U escape. */
function textLiteral(text: string): string {
  const quoted = JSON.stringify(text).replace(/[\u{10000}-\u{10FFFF}]/gu, (character) => {
    return `\\U${(character.codePointAt(0) ?? 0).toString(16).padStart(8, '0')}`;
  });
  return quoted.replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Digits without a point are an exact integer to Python, which a double beyond 2^53 is not: it gets an exponent. */
function numberLiteral(value: number): string {
  if (!Number.isFinite(value)) return `float("${Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf'}")`;
  return Number.isInteger(value) && !Number.isSafeInteger(value) ? value.toExponential() : String(value);
}
