import type { AuthOptions } from '../../../src/server/auth/auth-options.ts';
import { createKey } from '../../../src/server/auth/api-keys.ts';
import { serve, type RunningServer, type ServeOptions } from '../../../src/server/serve.ts';
import { startGateway, type Gateway } from '../../../src/graphql/gateway.ts';
import { quietLog } from '../quiet-scope.ts';
import { cachedGateway, type CachedGateway, type CachedGatewayOptions } from '../cached-gateway.ts';
import { lab, vault, withModels } from './two-projects.ts';

/** The callers of the matrix, by what they may do. */
export const scopesOf = {
  other: ['read:lab/none'],
  read: ['read:lab/po'],
  write: ['read:lab/po', 'write:lab/po'],
  admin: ['read:*', 'admin:*'],
} as const;
export type KeyHolder = keyof typeof scopesOf;

export interface ServedProjects extends CachedGateway {
  readonly server: RunningServer;
  readonly keys: Readonly<Record<KeyHolder, string>>;
  /** Asks as one of them; null: without a credential. */
  fetchAs(who: KeyHolder | null, path: string, init?: RequestInit): Promise<Response>;
  askAs(who: KeyHolder | null, query: string): Promise<unknown>;
  close(): Promise<void>;
}

/** The two sources over HTTP, with a key for each kind of caller. */
export async function serveTwoProjects(
  more: Partial<Omit<ServeOptions, 'auth'>> & {
    readonly auth?: Partial<AuthOptions>;
    readonly isProduction?: boolean;
  } = {},
  options: CachedGatewayOptions = {},
): Promise<ServedProjects> {
  const made = await cachedGateway({ lab, vault }, { wrap: withModels, ...options });
  const created = Object.entries(scopesOf).map(([id, scopes]) => ({ id, scopes, ...createKey() }));
  const keyOf = (who: KeyHolder): string => created.find(({ id }) => id === who)?.key ?? '';
  const auth = { keys: created.map(({ id, hash, scopes }) => ({ id, hash, scopes })), jwt: [], ...more.auth };
  const gateway: Gateway = await startGateway(made.gateway.sources, quietLog, {
    now: () => made.clock.now,
    answers: made.cache.answers,
    isProduction: more.isProduction === true,
  });
  const server = await serve(gateway, { host: '127.0.0.1', port: 0, ...more, auth });
  const fetchAs: ServedProjects['fetchAs'] = (who, path, init = {}) => {
    const headers = new Headers(init.headers);
    if (who !== null) headers.set('authorization', `Bearer ${keyOf(who)}`);
    return fetch(new URL(path, server.url), { ...init, headers });
  };
  return {
    ...made,
    gateway,
    server,
    keys: { other: keyOf('other'), read: keyOf('read'), write: keyOf('write'), admin: keyOf('admin') },
    fetchAs,
    async askAs(who, query) {
      const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query }) };
      return (await fetchAs(who, '/graphql', init)).json();
    },
    async close() {
      await server.close();
      await gateway.close();
      await made.gateway.close();
      await made.cache.close();
    },
  };
}
