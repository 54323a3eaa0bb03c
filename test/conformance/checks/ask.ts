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
