import { GraphQLScalarType, Kind } from 'graphql';
import type { Num } from '../../contract/value.ts';
import { wireNumber } from '../wire-value.ts';

/** NaN as an operand keeps its name: it is refused with a reason later, and the executor takes the number for a failure. */
export type NumberInput = Num | 'NaN';

const names: Readonly<Record<string, NumberInput>> = { NaN: 'NaN', Infinity: Infinity, '-Infinity': -Infinity };

/** A number with nothing lost: see the description of the scalar in schema/. */
export const numberScalar = new GraphQLScalarType<NumberInput, number | string>({
  name: 'Number',
  serialize(value) {
    if (typeof value === 'number' || typeof value === 'bigint') return wireNumber(value);
    throw new TypeError('Number holds a number.');
  },
  parseValue(value) {
    if (typeof value === 'number') return value;
    return typeof value === 'string' ? parseText(value) : refuse();
  },
  parseLiteral(node) {
    if (node.kind === Kind.INT) return integerOf(node.value);
    if (node.kind === Kind.FLOAT) return Number(node.value);
    return node.kind === Kind.STRING ? parseText(node.value) : refuse();
  },
});

/** An integer literal with all its digits. */
export function integerOf(text: string): Num {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : BigInt(text);
}

function parseText(text: string): NumberInput {
  const named = names[text];
  if (named !== undefined) return named;
  const integer = /^-?\d+$/.test(text) ? integerOf(text) : 0;
  return typeof integer === 'bigint' ? integer : refuse();
}

function refuse(): never {
  throw new TypeError(
    'Number must be a number, "NaN", "Infinity", "-Infinity", or the text of an integer beyond 2^53.',
  );
}
