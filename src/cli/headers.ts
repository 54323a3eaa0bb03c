import type { Scope } from '../core/scope.ts';
import { CommandError } from './exit-codes.ts';

/** The headers of a command, as a client of the gateway would send them. @throws CommandError for what is none. */
export function readHeaders(given: readonly string[] = []): Scope['header'] {
  const headers = new Map(
    given.map((header): readonly [string, string] => {
      const colon = header.indexOf(':');
      const [name, value] = [header.slice(0, colon).trim().toLowerCase(), header.slice(colon + 1).trim()];
      // What was typed may be a secret: it is not repeated.
      if (colon < 1 || value === '')
        throw new CommandError('--header must be a name and a value: "X-Token: Bearer …".');
      return [name, value];
    }),
  );
  return (name) => headers.get(name.toLowerCase()) ?? null;
}
