import type { Json } from '../../../../src/contract/value.ts';
import { pythonInt, pythonParseFloat } from '../python-text.ts';

/** An int32 or int64 as protobuf JSON reads it, from numbers and text. Undefined is an error of type. */
export function toInteger(value: Json, bits: 32 | 64): bigint | undefined {
  const integer = integerOf(value);
  return integer !== undefined && BigInt.asIntN(bits, integer) === integer ? integer : undefined;
}

function integerOf(value: Json): bigint | undefined {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return Number.isInteger(value) ? BigInt(value) : undefined;
  if (typeof value !== 'string' || value.includes(' ')) return undefined;
  const integer = pythonInt(value);
  if (integer !== undefined) return integer;
  const float = pythonParseFloat(value);
  return Number.isInteger(float) ? BigInt(float ?? 0) : undefined;
}

/** A double: NaN and the infinities must be text. Undefined is an error of type. */
export function toDouble(value: Json): number | undefined {
  if (typeof value === 'boolean') return Number(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'string' && value !== 'nan' ? pythonParseFloat(value) : undefined;
}

/** The number of an enum's member, by name or number. A name that is unknown is ignored, a number that is, an error. */
export function toEnum(value: Json, names: readonly string[]): bigint | 'ignored' | undefined {
  const index = typeof value === 'string' ? names.indexOf(value) : -1;
  if (index >= 0) return BigInt(index + 1);
  if (typeof value === 'string' && pythonInt(value) === undefined) return 'ignored';
  const number = integerOf(value);
  return number !== undefined && number >= 1n && number <= BigInt(names.length) ? number : undefined;
}
