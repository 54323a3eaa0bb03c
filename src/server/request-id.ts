import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** What a client or a proxy may call its request, so that it can be looked for in a log. */
const good = /^[\w.:/+=-]{1,128}$/;

/** The id of a request: as it was sent along, else one of its own. Answers carry it, and lines of the log as traceId. */
export function requestIdOf({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const sent = headers['x-request-id'];
  return typeof sent === 'string' && good.test(sent) ? sent : randomUUID();
}
