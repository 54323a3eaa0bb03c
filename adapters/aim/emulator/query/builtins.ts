import {
  QueryError,
  isArray,
  isDict,
  missing,
  textOf,
  truthy,
  type Callable,
  type PythonValue,
} from './python-values.ts';

const named = new Map<PythonValue, (value: PythonValue) => boolean>();

function type(make: Callable, holds: (value: PythonValue) => boolean): Callable {
  named.set(make, holds);
  return make;
}

const isNumber = (value: PythonValue): boolean => typeof value === 'number' || typeof value === 'bigint';

/**
 * The built-in names in use. Whether a number is an integer is not kept here, so `int` and `float` are told apart by
 * their value.
 */
export const builtins: Readonly<Record<string, PythonValue>> = {
  str: type(
    (value = null) => textOf(value),
    (value) => typeof value === 'string',
  ),
  int: type(
    (value) => Math.trunc(Number(value)),
    (value) => typeof value === 'boolean' || typeof value === 'bigint' || Number.isInteger(value),
  ),
  float: type((value = null) => floatOf(textOf(value)), isNumber),
  bool: type(truthy, (value) => typeof value === 'boolean'),
  isinstance: isInstance,
  same_type: sameType,
  len: (value = null) => {
    if (typeof value === 'string' || isArray(value)) return value.length;
    throw new QueryError('object has no len()');
  },
};

function isInstance(value: PythonValue = null, types: PythonValue = null): boolean {
  const kinds: readonly PythonValue[] = isArray(types) ? types : [types];
  return kinds.some((kind) => named.get(kind)?.(value) ?? false);
}

function sameType(one: PythonValue = null, other: PythonValue = null): boolean {
  return kindOf(one) === kindOf(other);
}

function floatOf(text: string): number {
  const words: Readonly<Record<string, number>> = { inf: Infinity, '-inf': -Infinity, nan: Number.NaN };
  return words[text] ?? Number(text);
}

function kindOf(value: PythonValue): string {
  if (value === missing) return 'missing';
  if (value === null) return 'None';
  if (isArray(value)) return 'list';
  return isDict(value) ? 'dict' : typeof value;
}
