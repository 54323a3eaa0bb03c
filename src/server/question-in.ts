import type { FastifyRequest } from 'fastify';

/** The members of a GraphQL request, as they were sent: in the body, or in the address. */
export interface SentQuestion {
  readonly query?: unknown;
  readonly variables?: unknown;
  readonly operationName?: unknown;
}

export function questionIn(request: Pick<FastifyRequest, 'query' | 'body'>): SentQuestion {
  return { ...membersOf(request.query), ...membersOf(request.body) };
}

function membersOf(part: unknown): SentQuestion {
  return typeof part === 'object' && part !== null ? part : {};
}
