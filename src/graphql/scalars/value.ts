import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import type { Value } from '../../contract/value.ts';
import { wireJson } from '../wire-value.ts';
import { integerOf } from './number.ts';

type Variables = Readonly<Record<string, unknown>> | null | undefined;

/** A typed scalar or list: see the description of the scalar in schema/. */
export const valueScalar = new GraphQLScalarType<Value, unknown>({
  name: 'Value',
  serialize: (value) => wireJson(value),
  parseValue: parse,
  parseLiteral,
});

function parse(value: unknown): Value {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (Array.isArray(value)) return value.map(parse);
  throw new TypeError('Value must be a number, text, a boolean, null, or a list of those.');
}

function parseLiteral(node: ValueNode, variables?: Variables): Value {
  switch (node.kind) {
    case Kind.INT:
      return integerOf(node.value);
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.STRING:
    case Kind.BOOLEAN:
      return node.value;
    case Kind.NULL:
      return null;
    case Kind.LIST:
      return node.values.map((item) => parseLiteral(item, variables));
    case Kind.VARIABLE:
      return parse(variables?.[node.name.value] ?? null);
    default:
      return parse(undefined);
  }
}
