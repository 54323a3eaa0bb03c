import { isList, type Value } from '../../../src/contract/value.ts';

/** How the values that have no digits are spelled: Python's str() and its JSON writer disagree. */
export interface Spelling {
  readonly nan: string;
  readonly infinity: string;
}

const inPython: Spelling = { nan: 'nan', infinity: 'inf' };

/** A double as Python's repr() writes it: the shortest digits, with a point or an exponent. */
export function pythonFloat(value: number, spelling: Spelling = inPython): string {
  if (Number.isNaN(value)) return spelling.nan;
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (!Number.isFinite(value)) return sign + spelling.infinity;
  const size = Math.abs(value);
  if (size === 0) return `${sign}0.0`;
  if (size >= 1e-4 && size < 1e16) {
    // JavaScript writes as many digits here, and no exponent either.
    const text = String(value);
    return text.includes('.') ? text : `${text}.0`;
  }
  const [mantissa = '0', power = '0'] = size.toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const exponent = Number(power);
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
  const places = String(Math.abs(exponent)).padStart(2, '0');
  return `${sign}${digits.slice(0, 1)}${fraction}e${exponent < 0 ? '-' : '+'}${places}`;
}

/**
 * A value as MLflow's Python client stores it, which is str() of the Python value. Numbers that are integers without
 * loss are taken for ints.
 */
export function pythonStr(value: Value): string {
  return typeof value === 'string' ? value : pythonRepr(value);
}

/** Python's repr(), which is what str() of a list uses for its items. */
export function pythonRepr(value: Value): string {
  if (value === null) return 'None';
  if (isList(value)) return `[${value.map(pythonRepr).join(', ')}]`;
  switch (typeof value) {
    case 'boolean':
      return value ? 'True' : 'False';
    case 'bigint':
      return String(value);
    case 'number':
      return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : pythonFloat(value);
    default:
      return quote(value);
  }
}

const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function quote(text: string): string {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'";
  const body = text.replace(/\\|(?! )[\p{C}\p{Z}]/gu, escape);
  return mark + body.replaceAll(mark, `\\${mark}`) + mark;
}

function escape(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const [letter, width] = code < 256 ? ['x', 2] : code < 65536 ? ['u', 4] : ['U', 8];
  return escapes[character] ?? `\\${letter}${code.toString(16).padStart(width, '0')}`;
}

/** Python's int() of a text: blanks around it and underscores between digits are fine. Undefined is its ValueError. */
export function pythonInt(text: string): bigint | undefined {
  const match = /^\s*([+-]?)(\d+(?:_\d+)*)\s*$/.exec(text);
  if (match === null) return undefined;
  const size = BigInt((match[2] ?? '0').replaceAll('_', ''));
  return match[1] === '-' ? -size : size;
}

/** Python's float() of a text. Undefined is its ValueError. */
export function pythonParseFloat(text: string): number | undefined {
  const trimmed = text.trim().toLowerCase();
  const special = /^([+-]?)(?:(nan)|inf(?:inity)?)$/.exec(trimmed);
  if (special !== null) {
    if (special[2] !== undefined) return Number.NaN;
    return special[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  const decimal = /^[+-]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?$/;
  return decimal.test(trimmed) ? Number(trimmed.replaceAll('_', '')) : undefined;
}
