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

/** The same, where single values may be null because nobody can tell them: each has an error that says so. */
export async function askWithGaps(
  gateway: Gateway,
  document: string,
  variables: Variables = {},
): Promise<Record<string, unknown>> {
  const { data, errors = [] } = await gateway.execute(document, variables);
  const others = errors.filter(({ extensions }) => extensions?.['code'] !== 'PROTOCOL');
  if (others.length > 0) throw new Error(JSON.stringify(others, null, 1));
  return { ...data };
}
