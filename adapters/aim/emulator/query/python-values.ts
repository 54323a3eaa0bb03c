/** What an expression works with. A param that a run lacks is a value too, equal to None. */
export type PythonValue =
  | string
  | number
  | bigint
  | boolean
  | null
  | typeof missing
  | readonly PythonValue[]
  | ReadonlyMap<string, PythonValue>
  | Callable
  | Objects;

export type Callable = (...args: readonly PythonValue[]) => PythonValue;

/** A thing with attributes and items of its own, such as the run. */
export interface Objects {
  attribute(name: string): PythonValue;
  item(path: readonly PythonValue[]): PythonValue;
}

export const missing: unique symbol = Symbol('missing');

/** What Python raises. */
export class QueryError extends Error {}

export function isDict(value: PythonValue): value is ReadonlyMap<string, PythonValue> {
  return value instanceof Map;
}

export function isArray(value: PythonValue): value is readonly PythonValue[] {
  return Array.isArray(value);
}

/** Text as `str` shows scalars. */
export function textOf(value: PythonValue): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean' ? String(value) : '';
}

export function truthy(value: PythonValue): boolean {
  if (value === missing || value === null) return false;
  if (isArray(value)) return value.length > 0;
  if (isDict(value)) return value.size > 0;
  return typeof value === 'object' || typeof value === 'function' ? true : Boolean(value) || Number.isNaN(value);
}

/** `bool` is a kind of `int`, and either is a number. */
export function equals(left: PythonValue, right: PythonValue): boolean {
  if (left === missing || right === missing) return [left, right].every((side) => side === missing || side === null);
  if (isNumeric(left) && isNumeric(right)) return toNumber(left) == toNumber(right);
  if (isArray(left) && isArray(right)) {
    return left.length === right.length && left.every((item, at) => equals(item, right[at] ?? null));
  }
  if (isDict(left) && isDict(right)) {
    return (
      left.size === right.size &&
      [...left].every(([key, item]) => right.has(key) && equals(item, right.get(key) ?? null))
    );
  }
  return left === right;
}

/** Params and summaries take a comparison of different kinds for false, where Python itself would raise. */
export function compare(sign: string, left: PythonValue, right: PythonValue): boolean {
  switch (sign) {
    case '==':
      return equals(left, right);
    case '!=':
      return !equals(left, right);
    case 'in':
      return contains(right, left);
    case 'not in':
      return !contains(right, left);
    default: {
      if (!isNumeric(left) || !isNumeric(right)) return false;
      const [a, b] = [toNumber(left), toNumber(right)];
      return sign === '<' ? a < b : sign === '<=' ? a <= b : sign === '>' ? a > b : a >= b;
    }
  }
}

function contains(holder: PythonValue, value: PythonValue): boolean {
  if (isArray(holder)) return holder.some((item) => equals(item, value));
  if (typeof holder === 'string' && typeof value === 'string') return holder.includes(value);
  if (holder === missing) return false;
  throw new QueryError('argument is not iterable');
}

function isNumeric(value: PythonValue): value is number | bigint | boolean {
  return typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean';
}

function toNumber(value: number | bigint | boolean): number | bigint {
  return typeof value === 'boolean' ? Number(value) : value;
}
