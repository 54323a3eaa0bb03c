import type { Json } from '../../../../src/contract/value.ts';

/** Array.isArray does not tell readonly arrays. */
export function isArray(json: Json | undefined): json is readonly Json[] {
  return Array.isArray(json);
}
