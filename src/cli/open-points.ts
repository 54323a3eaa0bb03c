import type { Config } from '../config/load-config.ts';
import { isLoopback } from '../server/auth/caller.ts';

/** What a gateway in production should have and this config has not, each as a line for who keeps it. */
export function openPoints({ server, auth, cache }: Config): readonly string[] {
  const { keys, jwt, anonymous } = auth;
  const insecure = jwt.filter(({ issuer, jwksUrl = issuer }) => isPlain(jwksUrl));
  const points: readonly (readonly [boolean, string])[] = [
    [keys.length + jwt.length === 0, 'auth has neither keys nor jwt: nobody says who asks.'],
    [(anonymous?.scopes.length ?? 0) > 0, `auth.anonymous lets everybody in: ${anonymous?.scopes.join(', ') ?? ''}.`],
    [
      server.signingKey === undefined,
      'server.signingKey is left out: replicas refuse the addresses of each other’s files.',
    ],
    [cache.redis === undefined, 'there is no Redis: each replica reads, keeps and counts for itself.'],
    [isPlain(server.publicUrl ?? 'https:'), 'server.publicUrl is http: keys and tokens travel in the clear.'],
    [
      insecure.length > 0,
      `keys of ${insecure.map(({ issuer }) => issuer).join(', ')} are read over http: who is between can make tokens.`,
    ],
  ];
  return points.flatMap(([isOpen, line]) => (isOpen ? [line] : []));
}

function isPlain(address: string): boolean {
  return address.startsWith('http:') && !isLoopback(new URL(address).hostname);
}
