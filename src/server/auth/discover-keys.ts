import { createRemoteJWKSet, type JWTVerifyGetKey, type RemoteJWKSetOptions } from 'jose';
import { z } from 'zod';

/** OpenID Connect Discovery 1.0, section 4: what is read of it here. */
const metadata = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) });

/** The keys of an issuer, whose place it tells itself. Found when the first token comes; looked for again where that failed. */
export function discoverKeys(
  issuer: string,
  times: RemoteJWKSetOptions & { timeoutDuration: number },
): JWTVerifyGetKey {
  let found: Promise<JWTVerifyGetKey> | undefined;

  async function look(): Promise<JWTVerifyGetKey> {
    const place = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
    const answer = await fetch(place, { signal: AbortSignal.timeout(times.timeoutDuration), redirect: 'error' });
    if (!answer.ok) throw new Error(`${place} answers ${answer.status}`);
    const told = metadata.parse(await answer.json());
    if (told.issuer !== issuer) throw new Error(`${place} is the metadata of another issuer`);
    return createRemoteJWKSet(new URL(told.jwks_uri), times);
  }

  return async (header, token) => {
    found ??= look().catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return (await found)(header, token);
  };
}
