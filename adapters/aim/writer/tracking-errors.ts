import { z } from 'zod';
import { RungraphError } from '../../../src/contract/error.ts';
import type { HttpResponse } from '../../../src/contract/http.ts';
import { parseJson } from '../../../src/kit/parse-json.ts';
import { errorOfResponse } from '../../../src/kit/status-to-error.ts';

/** What the server raised: a class of Python's, and what it says. */
const raised = z.object({ class_name: z.string(), message: z.string().nullish() });
export type Raised = z.infer<typeof raised>;
const refusal = z.object({ exception: raised });

/** How a run is locked. */
export const lockMethod = 'lock';

/** The server knows nothing of what this client had open: it was started anew, or has given the client up. */
export class ForgottenError extends Error {}

/** An exception of the server's as an error. What it says may quote params, so it stays private. */
export function errorOfRaised({ class_name: name, message }: Raised, what: string): Error {
  if (name === 'UnauthorizedRequestError') return new ForgottenError(what);
  // The server does not ask who a client is that opens something: a lock then belongs to a repository that nobody holds.
  if (what === lockMethod && name === 'AttributeError') return new ForgottenError(what);
  const detail = `${name}: ${message ?? ''}`;
  // Another process has the files open for a moment, such as `aim up` while it makes its index.
  if (name === 'RocksIOError' || name === 'Timeout' || name === 'OperationalError' || name === 'RunLockingError') {
    return new RungraphError('UNAVAILABLE', `${what}: the repository is in use by another process.`, { detail });
  }
  return new RungraphError('PROTOCOL', `${what}: the server raised ${name.slice(0, 80)}.`, { detail });
}

/** An answer of `aim server` that is not 200. */
export function errorOfTracking(response: HttpResponse, what: string): Error {
  const found = refusal.safeParse(jsonOf(response.text));
  if (response.status === 400 && found.success) return errorOfRaised(found.data.exception, what);
  if (response.status === 404) {
    return errorOfResponse(response, `${what} is not there: is the address that of an aim server?`, 'PROTOCOL');
  }
  return errorOfResponse(response, `${what}: the aim server answered with status ${response.status}.`);
}

export function readRaised(value: unknown): Raised {
  const found = raised.safeParse(value);
  return found.success ? found.data : { class_name: 'something', message: '' };
}

function jsonOf(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
