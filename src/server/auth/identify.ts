import type { FastifyRequest } from 'fastify';
import { RungraphError } from '../../contract/error.ts';
import { nothing, rightsOf } from '../../core/access/rights.ts';
import { looksLikeKey, openKeys } from './api-keys.ts';
import type { AuthOptions } from './auth-options.ts';
import { comesFromElsewhere, owner, type Caller } from './caller.ts';
import { openTokens } from './tokens.ts';

/** Says who sends a request. @throws UNAUTHENTICATED for a credential that is not good: nobody falls back to anonymous. */
export type Identify = (request: FastifyRequest) => Promise<Caller>;

/** `loopback`: no other machine reaches the gateway. */
export function openIdentify({ keys, jwt, anonymous }: AuthOptions, loopback: boolean): Identify {
  const asks = keys.length > 0 || jwt.length > 0;
  const findKey = openKeys(keys);
  const findToken = openTokens(jwt);
  const ofAnonymous = anonymous === undefined ? nothing : rightsOf(anonymous.scopes);

  function withoutCredential(request: FastifyRequest): Caller {
    const local = loopback && !comesFromElsewhere(request);
    if (anonymous === undefined && !asks && local) return owner;
    return { name: `anonymous ${request.ip}`, rights: ofAnonymous, known: false, local };
  }

  return async (request) => {
    const { authorization } = request.headers;
    // Without keys and issuers the header is for trackers, or for a proxy.
    if (!asks || authorization === undefined) return withoutCredential(request);
    const [, credential] = /^Bearer +([\x21-\x7e]+) *$/i.exec(authorization) ?? [];
    if (credential === undefined) {
      throw new RungraphError('UNAUTHENTICATED', 'Send your key or token as: Authorization: Bearer <key or token>.');
    }
    if (!looksLikeKey(credential) && jwt.length > 0) return findToken(credential);
    const caller = findKey(credential);
    if (caller === undefined) {
      throw new RungraphError('UNAUTHENTICATED', 'The credential is refused: it is no key of this gateway.');
    }
    return caller;
  };
}
