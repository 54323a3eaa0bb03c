import type { Gateway, Variables } from '../../../src/graphql/gateway.ts';

/** Executes a document that must succeed. */
export async function ask(
  gateway: Gateway,
  document: string,
  variables: Variables = {},
): Promise<Record<string, unknown>> {
  const { data, errors } = await gateway.execute(document, variables);
  if (errors !== undefined && errors.length > 0) throw new Error(JSON.stringify(errors, null, 1));
  return { ...data };
}

/** A member of an answer, which is unknown JSON. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  let found = value;
  for (const part of path) {
    if (typeof found !== 'object' || found === null) return undefined;
    found = Object.entries(found).find(([key]) => key === String(part))?.[1];
  }
  return found;
}

export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}
