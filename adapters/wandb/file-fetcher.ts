import type { CallContext } from '../../src/contract/context.ts';
import { RungraphError } from '../../src/contract/error.ts';
import type { HttpBody, HttpClient, HttpResponse, HttpStream } from '../../src/contract/http.ts';
import type { Runtime } from '../../src/contract/tracker.ts';
import { headersOf, openSignedAddresses } from '../../src/kit/files/signed-addresses.ts';
import { codeOfStatus } from '../../src/kit/status-to-error.ts';
import { errorOfAnswer } from './errors.ts';

/** Opens what signed URLs lead to: mostly one of a few buckets of a cloud. */
export interface FileFetcher {
  open(context: CallContext, url: string, range: string | null): Promise<HttpStream>;
  /** The whole body, or the part that a range names. */
  read(context: CallContext, url: string, range: string | null): Promise<Fetched>;
  close(): void;
}

/** Puts whole files where the server said. */
export interface FilePutter {
  put(
    context: CallContext,
    url: string,
    headers: Readonly<Record<string, string>>,
    body: HttpBody,
  ): Promise<HttpResponse>;
}

export interface Fetched {
  readonly bytes: Uint8Array;
  /** Size of the whole file, and where `bytes` begin in it. */
  readonly size: number;
  readonly from: number;
}

/** Credentials go to the source's own address alone. Elsewhere the URL is its own credential. */
export function openFetcher(
  http: HttpClient,
  baseUrl: string,
  openHttp: Runtime['openHttp'],
): FileFetcher & FilePutter {
  const elsewhere = openSignedAddresses(openHttp);

  function ownPath(url: string): string | undefined {
    return url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url.startsWith('/') ? url : undefined;
  }

  function open(context: CallContext, url: string, range: string | null): Promise<HttpStream> {
    const own = ownPath(url);
    if (own !== undefined)
      return http.open(context, { method: 'GET', path: own, headers: headersOf(range), long: true });
    return elsewhere.open(context, url, range);
  }

  return {
    open,
    put(context, url, headers, body) {
      const path = ownPath(url);
      if (path === undefined) return elsewhere.put(context, url, headers, body);
      return http.send(context, { method: 'PUT', path, headers, body, long: true, repeatable: false });
    },
    async read(context, url, range) {
      const stream = await open(context, url, range);
      const { status, headers } = stream;
      if (status !== 200 && status !== 206) throw await errorOfFile(stream);
      const bytes = await collect(stream);
      const sent = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers['content-range'] ?? '');
      if (status === 200) return { bytes, size: bytes.length, from: 0 };
      if (sent === null) throw new RungraphError('PROTOCOL', 'The store sent a part of a file and did not say which.');
      return { bytes, size: Number(sent[2]), from: Number(sent[1]) };
    },
    close() {
      elsewhere.close();
    },
  };
}

async function collect(stream: HttpStream): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of stream.body) pieces.push(piece);
  } finally {
    stream.close();
  }
  return Buffer.concat(pieces);
}

/** Why a file was refused. A signed URL that is has run out, which a second try mends with a new one. */
export async function errorOfFile(stream: HttpStream): Promise<RungraphError> {
  const { status, headers } = stream;
  const text = (await collect(stream)).toString();
  if (codeOfStatus(status) !== 'FORBIDDEN')
    return errorOfAnswer({ status, headers, text, clockSkewMs: null }, 'A file');
  return new RungraphError('UNAVAILABLE', 'A file: its address is valid no longer.', { detail: text.slice(0, 500) });
}
