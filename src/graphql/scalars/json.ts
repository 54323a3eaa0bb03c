import { GraphQLScalarType, Kind, type ValueNode } from 'graphql';
import type { Json } from '../../contract/value.ts';
import { wireJson } from '../wire-value.ts';
import { integerOf } from './number.ts';

type Variables = Readonly<Record<string, unknown>> | null | undefined;

/** Any JSON. */
export const jsonScalar = new GraphQLScalarType<Json, unknown>({
  name: 'JSON',
  serialize: (value) => wireJson(value),
  parseValue: parse,
  parseLiteral,
});

function parse(value: unknown): Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return value;
  if (Array.isArray(value)) return value.map(parse);
  if (typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, parse(item)]));
  throw new TypeError('JSON must be a JSON value.');
}

function parseLiteral(node: ValueNode, variables?: Variables): Json {
  switch (node.kind) {
    case Kind.OBJECT:
      return Object.fromEntries(node.fields.map((field) => [field.name.value, parseLiteral(field.value, variables)]));
    case Kind.LIST:
      return node.values.map((item) => parseLiteral(item, variables));
    case Kind.INT:
      return integerOf(node.value);
    case Kind.FLOAT:
      return Number(node.value);
    case Kind.STRING:
    case Kind.BOOLEAN:
      return node.value;
    case Kind.VARIABLE:
      return parse(variables?.[node.name.value] ?? null);
    case Kind.NULL:
      return null;
    default:
      throw new TypeError('JSON must be a JSON value.');
  }
}
