import type { FastifyRequest } from 'fastify';
import type { Gateway } from '../graphql/gateway.ts';
import { readHeader } from './read-header.ts';

/**
 * What tells one question from another: the text that was sent, the form that is wanted and, where sources want credentials
 * of every caller, those. Two spellings of one document are two questions, which costs little; reading the text first would
 * cost more than answering. Null for a request that wants nothing kept.
 */
export function questionOf(request: FastifyRequest, body: string, { sources, answers }: Gateway): string | null {
  if (answers === undefined || wantsNothingKept(request)) return null;
  const credentials = [...sources.values()].map(({ callerHeader }) => {
    return callerHeader === undefined ? '' : JSON.stringify(readHeader(request, callerHeader));
  });
  const head = [request.method, request.url, readHeader(request, 'accept') ?? '', ...credentials];
  return `${head.join('\n')}\n\n${body}`;
}

/** The client wants its answer from the trackers. */
export function wantsNothingKept(request: FastifyRequest): boolean {
  return /\bno-cache\b/.test(request.headers['cache-control'] ?? '');
}
