import { createHash } from 'node:crypto';
import { createRemoteJWKSet, decodeJwt, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { LRUCache } from 'lru-cache';
import { RungraphError } from '../../contract/error.ts';
import { rightsOf } from '../../core/access/rights.ts';
import type { TokenIssuer } from './auth-options.ts';
import type { Caller } from './caller.ts';
import { discoverKeys } from './discover-keys.ts';

/** How long an issuer may take to tell its keys, and how long it is left alone when a token names one that it has not. */
const jwksTimes = { timeoutDuration: 5_000, cooldownDuration: 30_000, cacheMaxAge: 600_000 };
/** How long a token that was found good is believed without checking its signature again. */
const mostMs = 60_000;
const mostTokens = 10_000;

/** Finds who a token was made for. @throws UNAUTHENTICATED; UNAVAILABLE where its issuer does not tell its keys. */
export type FindToken = (token: string) => Promise<Caller>;

interface Believed {
  readonly caller: Caller;
  readonly until: number;
}

/** JSON Web Tokens (RFC 7519) of these issuers. Where a token says to fetch a key from is never looked at. */
export function openTokens(issuers: readonly TokenIssuer[], now: () => number = Date.now): FindToken {
  const known = new Map(issuers.map((issuer) => [issuer.issuer, { issuer, keyOf: keysOf(issuer) }]));
  const believed = new LRUCache<string, Believed>({ max: mostTokens });

  return async (token) => {
    // A dump of this memory holds no token that could be used.
    const name = createHash('sha256').update(token).digest('base64url');
    const before = believed.get(name);
    if (before !== undefined && now() < before.until) return before.caller;
    const found = known.get(issuerOf(token));
    if (found === undefined) refuse('it is of an issuer that this gateway does not know');
    const { issuer, keyOf } = found;
    const payload = await verify(token, issuer, keyOf, now());
    const caller: Caller = {
      name: `token ${issuer.issuer} ${payload.sub ?? 'without a subject'}`,
      rights: rightsOf(scopesIn(payload[issuer.claim])),
      known: true,
      local: false,
    };
    const until = Math.min(now() + mostMs, ((payload.exp ?? 0) + issuer.clockSkewS) * 1000);
    believed.set(name, { caller, until });
    return caller;
  };
}

function keysOf({ issuer, jwksUrl }: TokenIssuer): JWTVerifyGetKey {
  if (jwksUrl !== undefined) return createRemoteJWKSet(new URL(jwksUrl), jwksTimes);
  return discoverKeys(issuer, jwksTimes);
}

function issuerOf(token: string): string {
  try {
    return decodeJwt(token).iss ?? '';
  } catch {
    return refuse('it is neither an API key nor a JSON Web Token');
  }
}

async function verify(
  token: string,
  { issuer, audience, algorithms, clockSkewS }: TokenIssuer,
  keyOf: JWTVerifyGetKey,
  now: number,
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, keyOf, {
      issuer,
      audience,
      algorithms: [...algorithms],
      clockTolerance: clockSkewS,
      currentDate: new Date(now),
      requiredClaims: ['exp'],
    });
    if (payload.iat !== undefined && (payload.iat - clockSkewS) * 1000 > now) refuse('it was made in the future');
    return payload;
  } catch (error) {
    if (error instanceof RungraphError) throw error;
    return refuse(whyRefused(error));
  }
}

/** @throws UNAVAILABLE where the token may be good, and its issuer does not tell. */
function whyRefused(error: unknown): string {
  if (error instanceof errors.JWTExpired) return 'it has expired';
  if (error instanceof errors.JWTClaimValidationFailed) return `its claim ${error.claim} is not what it must be`;
  if (error instanceof errors.JWKSNoMatchingKey) return 'its issuer has no such key';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'its algorithm is not allowed';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'its signature is not right';
  const isOurs = error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError);
  if (!isOurs && error.code !== 'ERR_JOSE_GENERIC') return 'it is malformed';
  const detail = error instanceof Error ? error.message : String(error);
  throw new RungraphError('UNAVAILABLE', 'The keys that tokens are checked by cannot be read now.', { detail });
}

/** Scopes as RFC 8693 writes them, or as a list. */
function scopesIn(claim: unknown): readonly string[] {
  if (typeof claim === 'string') return claim.split(' ').filter((scope) => scope !== '');
  return Array.isArray(claim) ? claim.filter((scope) => typeof scope === 'string') : [];
}

function refuse(why: string): never {
  throw new RungraphError('UNAUTHENTICATED', `The credential is refused: ${why}.`);
}
