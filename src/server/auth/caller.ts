import type { FastifyRequest } from 'fastify';
import { everything, nothing, type Rights } from '../../core/access/rights.ts';

/** Who sends a request, as far as is known. */
export interface Caller {
  /** For limits and the log: `key dashboards`, `token https://login.example.com alice`, `anonymous 10.0.0.7`. Never a secret. */
  readonly name: string;
  readonly rights: Rights;
  /** Whether it brought credentials of this gateway. */
  readonly known: boolean;
  /** Asks from this machine, where nobody else can: no limit on requests counts for it. */
  readonly local: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Known before anything else of the request is looked at. */
    caller: Caller;
  }
}

/** The owner of this machine: no other machine reaches the gateway, and no proxy speaks for one. */
export const owner: Caller = { name: 'local', rights: everything, known: false, local: true };

/** While nobody has looked at the request yet. */
export const stranger: Caller = { name: 'nobody', rights: nothing, known: false, local: false };

/**
 * Whether a request to a loopback address comes from elsewhere all the same: by a proxy that speaks for somebody, or from
 * a page of another site whose name was made to point here (DNS rebinding).
 */
export function comesFromElsewhere({ headers }: Pick<FastifyRequest, 'headers'>): boolean {
  const { host = '', forwarded } = headers;
  const name = host.replace(/:\d+$/, '');
  return headers['x-forwarded-for'] !== undefined || forwarded !== undefined || !isLoopback(name);
}

/** Whether nobody but this machine reaches an address. */
export function isLoopback(host: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\]|::ffff:127(\.\d{1,3}){3})$/i.test(host);
}
