import type { FastifyRequest } from 'fastify';
import type { Gateway } from '../graphql/gateway.ts';
import { readHeader } from './read-header.ts';
import { whoAsks } from './who-asks.ts';

/**
 * What tells one question from another: who asks, the text that was sent and the form that is wanted. Two spellings of one
 * document are two questions, which costs little; reading the text first would cost more than answering. Null for a
 * request that wants nothing kept, or a trace of this one answer beside it.
 */
export function questionOf(request: FastifyRequest, body: string, gateway: Gateway): string | null {
  if (gateway.answers === undefined || wantsNothingKept(request) || wantsTrace(request)) return null;
  const head = [whoAsks(request, gateway), request.method, request.url, readHeader(request, 'accept') ?? ''];
  return `${head.join('\n')}\n\n${body}`;
}

/** As routers of federation ask for it. */
function wantsTrace({ headers }: FastifyRequest): boolean {
  return headers['apollo-federation-include-trace'] !== undefined;
}

/**
 * The client wants its answer from the trackers. Beside If-None-Match the word says nothing: fetch() adds it to every
 * question that names an answer (Fetch Standard, HTTP-network-or-cache fetch), and a hard reload names none.
 */
export function wantsNothingKept({ headers }: FastifyRequest): boolean {
  return headers['if-none-match'] === undefined && /\bno-cache\b/.test(headers['cache-control'] ?? '');
}
