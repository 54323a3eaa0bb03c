import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { Readable } from 'node:stream';
import axios, { isAxiosError, type AxiosInstance, type AxiosRequestHeaders, type AxiosResponse } from 'axios';
import type { UpstreamContext } from '../contract/context.ts';
import type { HttpClient, HttpRequest, HttpResponse, HttpSettings, HttpStream } from '../contract/http.ts';
import { notRepeatable } from '../contract/error.ts';
import { codeOf } from '../disk/code-of.ts';
import { decodeBody } from './decoded-body.ts';
import { networkError } from './network-error.ts';
import { tlsOptions } from './tls-options.ts';
import { writeJson } from './write-json.ts';

/**
 * Opens one source's connections, at most so many at a time; further requests wait their turn. Redirects are answers, so
 * that no credential follows one to another origin.
 */
export function openHttpClient(settings: HttpSettings, concurrency: number): HttpClient {
  const pool = { keepAlive: true, maxSockets: concurrency };
  const httpAgent = new HttpAgent(pool);
  const httpsAgent = new HttpsAgent({ ...pool, ...tlsOptions(settings.tls) });
  const long = {
    httpAgent: new HttpAgent(pool),
    httpsAgent: new HttpsAgent({ ...pool, ...tlsOptions(settings.tls) }),
  };
  const fresh = { httpAgent: new HttpAgent(), httpsAgent: new HttpsAgent(tlsOptions(settings.tls)) };
  const instance = axios.create({
    baseURL: settings.url.replace(/\/+$/, ''),
    httpAgent,
    httpsAgent,
    headers: {
      Accept: 'application/json',
      'User-Agent': 'rungraph',
      ...(isThisMachine(settings.url) && { 'Accept-Encoding': 'identity' }),
      ...authorization(settings.auth),
    },
    maxRedirects: 0,
    transformRequest: (body: unknown, headers: AxiosRequestHeaders) => {
      if (body === undefined || body instanceof Readable) return body;
      headers.setContentType('application/json');
      return writeJson(body);
    },
    transformResponse: (body: unknown) => body,
    validateStatus: () => true,
  });
  /** The caller's credentials instead of the gateway's, where both the source and the tracker's client want that. */
  const withCaller = ({ principal }: UpstreamContext, request: HttpRequest): HttpRequest => {
    if (principal === null || settings.callers !== true) return request;
    return { ...request, headers: { ...request.headers, Authorization: principal } };
  };
  return {
    send: (context, request) => send(instance, context, withCaller(context, request), { kept: {}, fresh }),
    open: (context, request) => {
      const kept = request.long === true ? long : {};
      return open(instance, context, withCaller(context, request), { kept, fresh });
    },
    close() {
      for (const agent of [httpAgent, httpsAgent, long.httpAgent, long.httpsAgent]) agent.destroy();
    },
  };
}

/** Between two processes of one machine, compressing costs both of them time and saves nobody any. */
function isThisMachine(url: string): boolean {
  return /^(localhost|.+\.localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);
}

/** Connections other than the client's usual ones, if any are named. */
interface Agents {
  readonly httpAgent?: HttpAgent;
  readonly httpsAgent?: HttpsAgent;
}

interface Connections {
  /** Those that are kept and used again. */
  readonly kept: Agents;
  /** One of its own for each request. */
  readonly fresh: Agents;
}

async function send(
  instance: AxiosInstance,
  context: UpstreamContext,
  request: HttpRequest,
  connections: Connections,
): Promise<HttpResponse> {
  const { response, sentAt } = await answerOf<string>(instance, context, request, 'text', connections);
  const headers = headersOf(response);
  const date = Date.parse(headers['date'] ?? '');
  const clockSkewMs = Number.isNaN(date) ? null : date - (sentAt + Date.now()) / 2;
  const { repeatable } = request;
  return {
    status: response.status,
    headers,
    text: response.data,
    clockSkewMs,
    ...(repeatable === false && { repeatable }),
  };
}

async function open(
  instance: AxiosInstance,
  context: UpstreamContext,
  request: HttpRequest,
  connections: Connections,
): Promise<HttpStream> {
  const { response } = await answerOf<Readable>(instance, context, request, 'stream', connections);
  const { data } = response;
  // A caller that closes before reading would otherwise see this raised where nobody can catch it.
  data.on('error', () => undefined);
  const { body, headers } = decodeBody(data, headersOf(response));
  body.on('error', () => undefined);
  return {
    status: response.status,
    headers,
    body: pieces(body, context, instance.defaults.baseURL ?? ''),
    close: () => {
      data.destroy();
      body.destroy();
    },
    ...(request.repeatable === false && { repeatable: false }),
  };
}

async function* pieces(data: Readable, context: UpstreamContext, url: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of data) if (piece instanceof Uint8Array) yield piece;
  } catch (error) {
    throw networkError(error, context, url);
  }
}

/** Sends a request and waits for the answer's head; with `text` for its body too. Counts one upstream call. */
async function answerOf<T>(
  instance: AxiosInstance,
  context: UpstreamContext,
  request: HttpRequest,
  responseType: 'text' | 'stream',
  { kept, fresh }: Connections,
): Promise<{ readonly response: AxiosResponse<T>; readonly sentAt: number }> {
  context.signal.throwIfAborted();
  context.meter.upstreamCalls += 1;
  const sentAt = Date.now();
  const attempt = (agents: Agents) =>
    instance.request<T>({
      method: request.method,
      url: request.path + serializeQuery(request.query),
      data: request.body === undefined ? request.json : Readable.from(request.body.pieces, { objectMode: false }),
      // Files are mostly packed already, and their lengths and ranges are those of what lies in the store.
      headers: {
        ...(request.long === true && { 'Accept-Encoding': 'identity' }),
        ...bodyHeaders(request),
        ...request.headers,
      },
      signal: context.signal,
      responseType,
      decompress: responseType === 'text',
      ...agents,
    });
  try {
    const response = await attempt(kept).catch((error: unknown) => {
      // All that are kept may be as old.
      if (request.repeatable !== false && request.body === undefined && isStaleConnection(error)) return attempt(fresh);
      throw error;
    });
    return { response, sentAt };
  } catch (error) {
    const failure = networkError(error, context, instance.defaults.baseURL ?? '');
    throw request.repeatable === false && !isUnsent(error) ? notRepeatable(failure) : failure;
  }
}

/** No connection was made: the request never left. */
function isUnsent(error: unknown): boolean {
  return unsent.includes(codeOf(error));
}

const unsent: readonly string[] = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH'];

/** A kept connection that the server closed just before it was used again: the request never arrived. */
function isStaleConnection(error: unknown): boolean {
  if (!isAxiosError(error) || error.code !== 'ECONNRESET') return false;
  const request: unknown = error.request;
  return typeof request === 'object' && request !== null && 'reusedSocket' in request && request.reusedSocket === true;
}

function bodyHeaders({ body }: HttpRequest): Readonly<Record<string, string>> {
  return body === undefined ? {} : { 'Content-Type': body.contentType, 'Content-Length': String(body.sizeBytes) };
}

function headersOf({ headers }: AxiosResponse<unknown>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]));
}

function authorization(auth: HttpSettings['auth']): Record<string, string> {
  if (auth === undefined) return {};
  if (auth.type === 'bearer') return { Authorization: `Bearer ${auth.token}` };
  return { Authorization: `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString('base64')}` };
}

function serializeQuery(query: HttpRequest['query']): string {
  if (query === undefined || query.length === 0) return '';
  return `?${query.map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`).join('&')}`;
}
