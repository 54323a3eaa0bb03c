import type { Json } from '../../../../src/contract/value.ts';
import { ServerCrash, invalid } from '../fault.ts';
import { pythonInt, pythonParseFloat } from '../python-text.ts';
import { isArray } from './is-array.ts';
import { writeJson, type Writable } from './write-json.ts';

/** What a handler demands of a field, in this order. A function answers undefined, or what is wrong ('' says it is). */
export type Check = 'required' | TypeCheck | ((value: Json | undefined) => string | undefined);
type TypeCheck = 'text' | 'integer' | 'number' | 'array' | 'array of texts';

export type Checks = Readonly<Record<string, readonly Check[]>>;
export type RequestJson = Readonly<Record<string, Json>>;

/**
 * What MLflow's handlers check before they answer. Types are looked at only where the message did not parse, so that
 * a field without a type check may be wrong, or lost behind another, and nobody is told.
 */
export function checkRequest(request: RequestJson, checks: Checks, typesAreRight: boolean): void {
  for (const [field, demands] of Object.entries(checks)) {
    if (!(field in request) && !demands.includes('required')) continue;
    const value = field === 'run_id' ? (request['run_id'] ?? request['run_uuid']) : request[field];
    for (const demand of demands) {
      if (typesAreRight && typeof demand === 'string' && demand !== 'required') continue;
      const wrong = complaint(demand, field, value);
      if (wrong === undefined) continue;
      throw invalid(
        `${wrong || describe(field, value)} See the API docs for more information about request parameters.`,
      );
    }
  }
}

/** A demand that an integer lies in a range, which the handlers ask as Python's int() understands it. */
export function within(least: number, most: number, message = ''): Check {
  return (value) => {
    const integer = pythonIntOf(value);
    if (integer === undefined) throw new ServerCrash();
    return integer >= least && integer <= most ? undefined : message;
  };
}

function complaint(check: Check, field: string, value: Json | undefined): string | undefined {
  if (typeof check === 'function') return check(value);
  if (check !== 'required') return hasType(check, value) ? undefined : '';
  const given = value !== undefined && value !== null && value !== '';
  return given ? undefined : `Missing value for required parameter '${field}'.`;
}

function hasType(type: TypeCheck, value: Json | undefined): boolean {
  switch (type) {
    case 'text':
      return typeof value === 'string';
    case 'integer':
      return pythonIntOf(value) !== undefined;
    case 'number':
      if (typeof value === 'object') throw new ServerCrash();
      return typeof value !== 'string' || pythonParseFloat(value) !== undefined;
    case 'array':
      return Array.isArray(value);
    case 'array of texts':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
  }
}

/** int() raises what nobody catches for anything but numbers and text. */
function pythonIntOf(value: Json | undefined): bigint | undefined {
  if (typeof value === 'string') return pythonInt(value);
  if (typeof value === 'boolean') return BigInt(value);
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number' && Number.isNaN(value)) return undefined;
  if (typeof value === 'number' && Number.isFinite(value)) return BigInt(Math.trunc(value));
  throw new ServerCrash();
}

function describe(field: string, value: Json | undefined): string {
  const echo = writeJson(toWritable(value ?? null), 'tight');
  return `Invalid value ${echo} for parameter '${field}' supplied:  Hint: Value was of type '${pythonType(value)}'.`;
}

function toWritable(json: Json): Writable {
  if (typeof json === 'number') return Number.isInteger(json) ? BigInt(json) : json;
  if (typeof json !== 'object' || json === null) return json;
  if (isArray(json)) return json.map(toWritable);
  return Object.fromEntries(
    Object.entries(json)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [key, toWritable(value)]),
  );
}

function pythonType(value: Json | undefined): string {
  if (value === undefined || value === null) return 'NoneType';
  if (Array.isArray(value)) return 'list';
  if (typeof value === 'object') return 'dict';
  if (typeof value === 'number') return Number.isInteger(value) ? 'int' : 'float';
  if (typeof value === 'string') return 'str';
  return typeof value === 'boolean' ? 'bool' : 'int';
}
