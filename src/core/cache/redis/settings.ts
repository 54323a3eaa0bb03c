import type { TlsSettings } from '../../../contract/tls.ts';

/** Where Redis is: one server, servers that Sentinel watches over, or a cluster. */
export type RedisPlace =
  | { readonly kind: 'single'; readonly url: string }
  | { readonly kind: 'sentinel'; readonly urls: readonly string[]; readonly name: string }
  | { readonly kind: 'cluster'; readonly urls: readonly string[] };

export interface RedisSettings {
  readonly place: RedisPlace;
  readonly tls?: TlsSettings | undefined;
  /** Begins every key and channel, so that several gateways share one Redis and keep apart. */
  readonly prefix: string;
}
