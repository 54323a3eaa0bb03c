/** A number of a tracker: a double, or an integer stored as such beyond 2^53. */
export type Num = number | bigint;

/** A typed scalar or list under a param's key. NaN and the infinities are numbers here; only the wire spells them. */
export type Value = Num | string | boolean | null | readonly Value[];

/** What a value is, for clients that must tell the text "NaN" from the number. */
export type ValueType = 'NUMBER' | 'STRING' | 'BOOLEAN' | 'NULL' | 'LIST';

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function typeOfValue(value: Value): ValueType {
  if (value === null) return 'NULL';
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return 'NUMBER';
    case 'string':
      return 'STRING';
    case 'boolean':
      return 'BOOLEAN';
    default:
      return 'LIST';
  }
}

/** Anything JSON can hold, with integers kept exact. */
export type Json = Num | string | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export function isJsonList(json: Json): json is readonly Json[] {
  return Array.isArray(json);
}

/** What tells series of one metric name apart, a JSON object. `{}` is the empty context. */
export type MetricContext = { readonly [key: string]: Json };
