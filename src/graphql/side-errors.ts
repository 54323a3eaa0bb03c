import type { RungraphError } from '../contract/error.ts';
import type { RequestContext } from './context.ts';

/** Errors that go beside the answer, each once: what they are of is missing in it, and the rest of it stands. */
export function noteErrors({ sideErrors }: Pick<RequestContext, 'sideErrors'>, errors: Iterable<RungraphError>): void {
  for (const error of errors) if (!sideErrors.includes(error)) sideErrors.push(error);
}
