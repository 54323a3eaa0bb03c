import type { TlsSettings } from '../../../contract/tls.ts';

/** Where Redis is: one server, servers that Sentinel watches over, or a cluster. */
export type RedisPlace =
  | { readonly kind: 'single'; readonly url: string }
  | { readonly kind: 'sentinel'; readonly urls: readonly string[]; readonly name: string }
  | { readonly kind: 'cluster'; readonly urls: readonly string[] };

/** Where it is, for people: hosts without credentials. */
export function placeOf(place: RedisPlace): string {
  const urls = place.kind === 'single' ? [place.url] : place.urls;
  const hosts = urls.map((url) => {
    const { protocol, host, pathname } = new URL(url);
    return `${protocol}//${host}${pathname === '/' ? '' : pathname}`;
  });
  return place.kind === 'single' ? hosts.join() : `${place.kind} ${hosts.join(', ')}`;
}

export interface RedisSettings {
  readonly place: RedisPlace;
  readonly tls?: TlsSettings | undefined;
  /** Begins every key and channel, so that several gateways share one Redis and keep apart. */
  readonly prefix: string;
  /** How long one command may take, in milliseconds. A Redis that is slower than the trackers is no help. */
  readonly timeoutMs: number;
}
