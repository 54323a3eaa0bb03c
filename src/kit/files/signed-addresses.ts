import type { UpstreamContext } from '../../contract/context.ts';
import { RungraphError } from '../../contract/error.ts';
import type { HttpBody, HttpClient, HttpResponse, HttpStream } from '../../contract/http.ts';
import type { Runtime } from '../../contract/tracker.ts';

/** Opens what signed addresses lead to: mostly one of a few buckets of a cloud. */
export interface SignedAddresses {
  /** `range`: a header; null for the whole file. @throws PROTOCOL for what is no address. */
  open(context: UpstreamContext, url: string, range: string | null): Promise<HttpStream>;
  /** Puts a whole body there, once. @throws PROTOCOL for what is no address. */
  put(
    context: UpstreamContext,
    url: string,
    headers: Readonly<Record<string, string>>,
    body: HttpBody,
  ): Promise<HttpResponse>;
  close(): void;
}

/** An address is its own credential: nothing of the source's login goes along, not even to the source itself. */
export function openSignedAddresses(openHttp: Runtime['openHttp']): SignedAddresses {
  const clients = new Map<string, HttpClient>();

  function clientFor(origin: string): HttpClient {
    let client = clients.get(origin);
    if (client === undefined) clients.set(origin, (client = openHttp({ url: origin })));
    return client;
  }

  return {
    async open(context, url, range) {
      const { origin, pathname, search } = parseUrl(url);
      const path = `${pathname}${search}`;
      return clientFor(origin).open(context, { method: 'GET', path, headers: headersOf(range), long: true });
    },
    async put(context, url, headers, body) {
      const { origin, pathname, search } = parseUrl(url);
      const path = `${pathname}${search}`;
      const request = { method: 'PUT', path, headers, body, long: true, repeatable: false } as const;
      return clientFor(origin).send(context, request);
    },
    close() {
      for (const client of clients.values()) client.close();
    },
  };
}

/** Of a request for the bytes of a file as they are. */
export function headersOf(range: string | null): Readonly<Record<string, string>> {
  return { Accept: '*/*', 'Accept-Encoding': 'identity', ...(range === null ? {} : { Range: range }) };
}

function parseUrl(url: string): URL {
  try {
    const parsed = new URL(url);
    if (parsed.protocol === 'http:' || parsed.protocol === 'https:') return parsed;
  } catch {
    // Told below.
  }
  // Not the address itself: it may be one that serves, written in a way of its own.
  throw new RungraphError('PROTOCOL', 'The server gave an address of a file that is none.');
}
