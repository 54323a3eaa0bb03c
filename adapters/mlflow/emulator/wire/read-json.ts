import type { Json } from '../../../../src/contract/value.ts';
import { parseJson } from '../../../../src/kit/parse-json.ts';

/** JSON with bare NaN and long integers, as Python reads it. Undefined where it is none, which the server ignores. */
export function readJson(text: string): Json | undefined {
  try {
    return toJson(parseJson(text.replace(/^\uFEFF/, '')));
  } catch {
    return undefined;
  }
}

function toJson(value: unknown): Json {
  switch (typeof value) {
    case 'string':
    case 'number':
    case 'bigint':
    case 'boolean':
      return value;
    case 'object':
      if (value === null) return null;
      if (Array.isArray(value)) return value.map(toJson);
      return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, toJson(member)]));
    default:
      return null;
  }
}
