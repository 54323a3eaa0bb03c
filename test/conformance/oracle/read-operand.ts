import type { Num, Value } from '../../../src/contract/value.ts';
import { isNaNumber } from './compare-numbers.ts';
import { exactInteger, isWholeNumber } from './decimal.ts';
import { InvalidQuestion } from './invalid-question.ts';
import type { NumberInput, ValueInput } from './question.ts';

const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?(Z|[+-]\d{2}:\d{2})$/i;

/** The scalar Number: numbers, the infinities by name, integers beyond 2^53 by their digits. */
export function readNumber(input: NumberInput): Num {
  if (typeof input !== 'string') return refuseNaN(input);
  if (input === 'NaN') return refuseNaN(Number.NaN);
  if (input === 'Infinity') return Infinity;
  if (input === '-Infinity') return -Infinity;
  if (!isWholeNumber(input)) throw new InvalidQuestion(`not a Number: ${input}`);
  return exactInteger(input);
}

/** The scalar Value: text stays text, whatever it spells. */
export function readValue(input: ValueInput): Value {
  return refuseNaN(input);
}

/** The scalar DateTime, as epoch milliseconds. */
export function readDateTime(input: string): number {
  const instant = dateTime.test(input) ? Date.parse(input.toUpperCase()) : Number.NaN;
  if (Number.isNaN(instant)) throw new InvalidQuestion(`not a DateTime: ${input}`);
  return instant;
}

/** Text and statuses. */
export function readText<T extends string>(input: T): T {
  return input;
}

function refuseNaN<T>(operand: T): T {
  if (isNaNumber(operand)) throw new InvalidQuestion('no comparison with NaN holds: use exists');
  return operand;
}
