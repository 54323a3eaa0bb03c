import type { FastifyRequest } from 'fastify';
import type { Gateway } from '../graphql/gateway.ts';
import { readHeader } from './read-header.ts';

/**
 * Who asks, as a text: two callers whose answers may differ never have the same one. Callers with equal rights do. Callers who bring credentials of
 * their own are told apart by them, each by the header that a source wants. One line, since JSON holds no line breaks.
 */
export function whoAsks(request: FastifyRequest, { sources }: Pick<Gateway, 'sources'>): string {
  const headers = [...sources.values()].flatMap(({ callerHeader }) => callerHeader ?? []);
  const sent = [...new Set(headers)].map((name) => [name, readHeader(request, name)]);
  return JSON.stringify([request.caller.rights.id, ...sent]);
}
