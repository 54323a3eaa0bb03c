import type { CallContext } from '../../../../src/contract/context.ts';
import { RungraphError } from '../../../../src/contract/error.ts';
import type { HttpClient, HttpStream } from '../../../../src/contract/http.ts';
import type { Runtime } from '../../../../src/contract/tracker.ts';
import { codeOfStatus } from '../../../../src/kit/status-to-error.ts';

/** Opens what signed addresses lead to: mostly a bucket of a cloud. */
export interface Store {
  /** `range`: a header; null for the whole file. */
  open(context: CallContext, url: string, range: string | null): Promise<HttpStream>;
  close(): void;
}

/** The address is its own credential: nothing of the server's login goes along, not even to the server itself. */
export function openStore(openHttp: Runtime['openHttp']): Store {
  const clients = new Map<string, HttpClient>();

  function clientFor(origin: string): HttpClient {
    let client = clients.get(origin);
    if (client === undefined) clients.set(origin, (client = openHttp({ url: origin })));
    return client;
  }

  return {
    async open(context, url, range) {
      const { origin, pathname, search } = parseUrl(url);
      const headers = { Accept: '*/*', 'Accept-Encoding': 'identity', ...(range === null ? {} : { Range: range }) };
      const path = `${pathname}${search}`;
      const stream = await clientFor(origin).open(context, { method: 'GET', path, headers, long: true });
      if ([200, 206, 416].includes(stream.status)) return stream;
      stream.close();
      throw refused(stream.status);
    },
    close() {
      for (const client of clients.values()) client.close();
    },
  };
}

function parseUrl(url: string): URL {
  try {
    const parsed = new URL(url);
    if (parsed.protocol === 'http:' || parsed.protocol === 'https:') return parsed;
  } catch {
    // Told below.
  }
  throw new RungraphError('PROTOCOL', 'The server gave an address of a file that is none.');
}

/** An address that has run out is refused with 400 by some stores: a second try gets a new one. */
function refused(status: number): RungraphError {
  if (status === 404) return new RungraphError('NOT_FOUND', 'The store does not hold the file any more.');
  const code = codeOfStatus(status);
  if (status === 400 || code === 'FORBIDDEN' || code === 'UNAUTHENTICATED') {
    return new RungraphError('UNAVAILABLE', 'The store refused the address of a file, which may have run out.');
  }
  return new RungraphError(code, `The store of files answered with status ${String(status)}.`);
}
