import type { z } from 'zod';
import type { CallContext } from '../../../src/contract/context.ts';
import type { Sender } from '../send.ts';

/** Asks a document that is the same for every server, and checks the answer. */
export type Asker = <T>(
  context: CallContext,
  what: string,
  document: string,
  variables: Readonly<Record<string, unknown>>,
  schema: z.ZodType<T>,
) => Promise<T>;

export function openAsker(sender: Sender): Asker {
  return (context, what, document, variables, schema) =>
    sender.read(context, { what, document: () => document, variables }, schema);
}
