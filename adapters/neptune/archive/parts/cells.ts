import type { SchemaElement } from 'hyparquet';
import type { Num } from '../../../../src/contract/value.ts';
import { microOfBytes, microOfDecimal, microOfDouble, microStep, type MicroStep } from '../step.ts';
import { stepScale } from './schema.ts';

// What a value of a column means depends on how the file was written: by the exporter, or anew by pandas, Polars, DuckDB
// or whatever else, which keep the values and not their types.

/** Reads values as they are stored. `undefined` and NaN are for what is none. */
export interface CellReaders {
  readonly step: (stored: unknown) => MicroStep | undefined;
  /** Epoch milliseconds. */
  readonly timestamp: (stored: unknown) => number;
  readonly datetime_value: (stored: unknown) => number;
  readonly int_value: (stored: unknown) => Num | undefined;
}

/** Readers for the columns of a file, whose types check-schema.ts has accepted. */
export function cellReaders(columns: ReadonlyMap<string, SchemaElement>): CellReaders {
  return {
    step: stepReader(columns.get('step')),
    timestamp: timeReader(columns.get('timestamp')),
    datetime_value: timeReader(columns.get('datetime_value')),
    int_value: toInteger,
  };
}

/** Decimals of any width and scale, whole numbers, and doubles. */
export function isStep(element: SchemaElement): boolean {
  switch (element.type) {
    case 'FIXED_LEN_BYTE_ARRAY':
      return isDecimal(element) && (element.type_length ?? 0) <= 16;
    case 'INT32':
    case 'INT64':
      return isDecimal(element) || isWhole(element);
    default:
      return isFloat(element);
  }
}

/** Points in time in any unit; in the old form of INT96 they are days and nanoseconds. */
export function isTime(element: SchemaElement): boolean {
  return element.type === 'INT96' || (element.type === 'INT64' && unitOf(element) !== undefined);
}

/** Where a column of whole numbers has gaps, pandas makes it one of doubles. */
export function isInteger(element: SchemaElement): boolean {
  return isFloat(element) || ((element.type === 'INT32' || element.type === 'INT64') && isWhole(element));
}

export function isFloat({ type }: SchemaElement): boolean {
  return type === 'DOUBLE' || type === 'FLOAT';
}

function isDecimal({ converted_type: converted, logical_type: logical }: SchemaElement): boolean {
  return converted === 'DECIMAL' || logical?.type === 'DECIMAL';
}

function isWhole({ converted_type: converted, logical_type: logical }: SchemaElement): boolean {
  return (converted === undefined || /^U?INT_/.test(converted)) && (logical?.type ?? 'INTEGER') === 'INTEGER';
}

type Unit = 'MILLIS' | 'MICROS' | 'NANOS';

function unitOf({ logical_type: logical, converted_type: converted }: SchemaElement): Unit | undefined {
  if (logical?.type === 'TIMESTAMP') return logical.unit;
  if (converted === 'TIMESTAMP_MILLIS') return 'MILLIS';
  return converted === 'TIMESTAMP_MICROS' ? 'MICROS' : undefined;
}

function scaleOf({ scale, logical_type: logical }: SchemaElement): number {
  return scale ?? (logical?.type === 'DECIMAL' ? logical.scale : 0);
}

function stepReader(element: SchemaElement | undefined): CellReaders['step'] {
  if (element === undefined || isFloat(element)) {
    return (stored) => (typeof stored === 'number' ? microOfDouble(stored) : undefined);
  }
  const scale = isDecimal(element) ? scaleOf(element) : 0;
  if (element.type === 'FIXED_LEN_BYTE_ARRAY') {
    if (element.type_length === 8 && scale === stepScale) return microStep;
    return (stored) => (stored instanceof Uint8Array ? microOfBytes(stored, scale) : undefined);
  }
  return (stored) => {
    return typeof stored === 'bigint' || typeof stored === 'number' ? microOfDecimal(BigInt(stored), scale) : undefined;
  };
}

const perMillisecond: Readonly<Record<Unit, number>> = { MILLIS: 1, MICROS: 1e3, NANOS: 1e6 };

/** INT96 comes as nanoseconds, see open-part.ts. */
function timeReader(element: SchemaElement | undefined): CellReaders['timestamp'] {
  const parts = perMillisecond[element === undefined ? 'MILLIS' : (unitOf(element) ?? 'NANOS')];
  if (parts === 1) return (stored) => (typeof stored === 'bigint' ? Number(stored) : Number.NaN);
  return (stored) => (typeof stored === 'bigint' ? Math.round(Number(stored) / parts) : Number.NaN);
}

function toInteger(stored: unknown): Num | undefined {
  if (typeof stored === 'number') {
    if (!Number.isInteger(stored)) return undefined;
    return Number.isSafeInteger(stored) ? stored : BigInt(stored);
  }
  if (typeof stored !== 'bigint') return undefined;
  const number = Number(stored);
  return Number.isSafeInteger(number) ? number : stored;
}
