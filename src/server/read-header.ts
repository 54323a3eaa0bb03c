import type { FastifyRequest } from 'fastify';

/** A header of a request by its name in lower case; null where it was not sent. */
export function readHeader({ headers }: FastifyRequest, name: string): string | null {
  const value = headers[name];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}
