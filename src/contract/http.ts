import type { UpstreamContext } from './context.ts';
import type { TlsSettings } from './tls.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'HEAD' | 'PUT' | 'PATCH';
  /** Below the source's base URL, path prefix included; starts with a slash. */
  readonly path: string;
  /** In order; a key may repeat. */
  readonly query?: readonly (readonly [key: string, value: string])[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is, once: in place of `json`. */
  readonly body?: HttpBody;
  /** The body may take as long as its reader wants: it gets connections of its own, so that no question waits for it. */
  readonly long?: true;
  /**
   * It changes something at the tracker and is not known to be the same when it comes twice: nobody sends it again by
   * itself. Left out: it may be repeated.
   */
  readonly repeatable?: false;
}

/** Bytes to be sent, piece by piece. */
export interface HttpBody {
  readonly sizeBytes: number;
  readonly contentType: string;
  readonly pieces: AsyncIterable<Uint8Array>;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The request must not be sent again by itself, as it said. */
  readonly repeatable?: false;
  /** The tracker's clock less ours, from its Date header, in milliseconds; null without one. Resolution: a second. */
  readonly clockSkewMs: number | null;
}

/**
 * An answer whose body comes piece by piece. Its bytes are as the tracker has them: where the answer came compressed,
 * `content-encoding` and `content-length`, which are of the compressed bytes, are not among the headers.
 */
export interface HttpStream {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly repeatable?: false;
  /** Read once. Throws TIMEOUT, CANCELLED or UNAVAILABLE where it breaks off: an end is the whole body. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Lets go of the connection; must be called by a reader that does not read to the end. May be called twice. */
  close(): void;
}

/** One source's connection. Credentials are inside and leave for the configured origin only: redirects are not followed. */
export interface HttpClient {
  /** Any status is an answer. Throws TIMEOUT, CANCELLED or UNAVAILABLE where none came. Counts one upstream call. */
  send(context: UpstreamContext, request: HttpRequest): Promise<HttpResponse>;
  /** Like `send`, but answers as soon as the headers are there. The signal of the context cuts the body too. */
  open(context: UpstreamContext, request: HttpRequest): Promise<HttpStream>;
  close(): void;
}

/** How many requests a tracker may get. Shared by all replicas of a gateway, where they share a store. */
export interface RateBudget {
  /**
   * Takes one request of it, and answers how many milliseconds to wait before sending it. Where that is more than
   * `mostMs`, nothing was taken.
   */
  take(mostMs: number): Promise<number>;
  /** The tracker wants to be left alone for so long. */
  hold(ms: number): void;
}

/** What a source's config says about its connection. */
export interface HttpSettings {
  readonly url: string;
  /**
   * Requests carry the credentials of the caller, where the source wants those. Set for the tracker itself alone: what
   * else is opened, such as a store that a signed address leads to, must not get them.
   */
  readonly callers?: true;
  readonly auth?:
    | { readonly type: 'basic'; readonly username: string; readonly password: string }
    | { readonly type: 'bearer'; readonly token: string }
    | undefined;
  readonly tls?: TlsSettings | undefined;
}
