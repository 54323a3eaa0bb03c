import type { CallContext } from './context.ts';

export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'HEAD';
  /** Below the source's base URL, path prefix included; starts with a slash. */
  readonly path: string;
  /** In order; a key may repeat. */
  readonly query?: readonly (readonly [key: string, value: string])[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON. */
  readonly json?: unknown;
}

export interface HttpResponse {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** The tracker's clock less ours, from its Date header, in milliseconds; null without one. Resolution: a second. */
  readonly clockSkewMs: number | null;
}

/** One source's connection. Credentials are inside and leave for the configured origin only: redirects are not followed. */
export interface HttpClient {
  /** Any status is an answer. Throws TIMEOUT, CANCELLED or UNAVAILABLE where none came. Counts one upstream call. */
  send(context: CallContext, request: HttpRequest): Promise<HttpResponse>;
  close(): void;
}

/** What a source's config says about its connection. */
export interface HttpSettings {
  readonly url: string;
  readonly auth?:
    | { readonly type: 'basic'; readonly username: string; readonly password: string }
    | { readonly type: 'bearer'; readonly token: string }
    | undefined;
  readonly tls?: TlsSettings | undefined;
}

export interface TlsSettings {
  /** Path of a PEM file with the certificate authorities to trust. */
  readonly caFile?: string | undefined;
  /** Path of a PEM file with the client's certificate and key. */
  readonly certFile?: string | undefined;
  readonly rejectUnauthorized?: boolean | undefined;
}
