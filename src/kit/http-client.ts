import { readFileSync } from 'node:fs';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios, { isAxiosError, type AxiosInstance, type AxiosResponse } from 'axios';
import type { CallContext } from '../contract/context.ts';
import { RungraphError, isRungraphError } from '../contract/error.ts';
import type { HttpClient, HttpRequest, HttpResponse, HttpSettings, TlsSettings } from '../contract/http.ts';

/**
 * Opens one source's connections, at most so many at a time; further requests wait their turn. Redirects are answers, so
 * that no credential follows one to another origin.
 */
export function openHttpClient(settings: HttpSettings, concurrency: number): HttpClient {
  const pool = { keepAlive: true, maxSockets: concurrency };
  const httpAgent = new HttpAgent(pool);
  const httpsAgent = new HttpsAgent({ ...pool, ...tlsOptions(settings.tls) });
  const instance = axios.create({
    baseURL: settings.url.replace(/\/+$/, ''),
    httpAgent,
    httpsAgent,
    headers: { Accept: 'application/json', 'User-Agent': 'rungraph', ...authorization(settings.auth) },
    maxRedirects: 0,
    responseType: 'text',
    transformResponse: (body: unknown) => body,
    validateStatus: () => true,
  });
  return {
    send: (context, request) => send(instance, context, request),
    close() {
      httpAgent.destroy();
      httpsAgent.destroy();
    },
  };
}

async function send(instance: AxiosInstance, context: CallContext, request: HttpRequest): Promise<HttpResponse> {
  context.signal.throwIfAborted();
  context.meter.upstreamCalls += 1;
  const sentAt = Date.now();
  const attempt = () =>
    instance.request<string>({
      method: request.method,
      url: request.path + serializeQuery(request.query),
      data: request.json,
      headers: { ...request.headers },
      signal: context.signal,
    });
  try {
    const response = await attempt().catch((error: unknown) => {
      if (isStaleConnection(error)) return attempt();
      throw error;
    });
    return toResponse(response, sentAt);
  } catch (error) {
    throw networkError(error, context, instance.defaults.baseURL ?? '');
  }
}

/** A kept connection that the server closed just before it was used again: the request never arrived. */
function isStaleConnection(error: unknown): boolean {
  if (!isAxiosError(error) || error.code !== 'ECONNRESET') return false;
  const request: unknown = error.request;
  return typeof request === 'object' && request !== null && 'reusedSocket' in request && request.reusedSocket === true;
}

function toResponse(response: AxiosResponse<string>, sentAt: number): HttpResponse {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers)) headers[name.toLowerCase()] = String(value);
  const date = Date.parse(headers['date'] ?? '');
  const clockSkewMs = Number.isNaN(date) ? null : date - (sentAt + Date.now()) / 2;
  return { status: response.status, headers, text: response.data, clockSkewMs };
}

function networkError(error: unknown, context: CallContext, url: string): RungraphError {
  if (isRungraphError(context.signal.reason)) return context.signal.reason;
  const code = isAxiosError(error) ? (error.code ?? '') : '';
  const why = reasons[code] ?? (/CERT|SELF_SIGNED|UNABLE_TO/.test(code) ? badCertificate : `the connection failed`);
  const detail = error instanceof Error ? `${code} ${error.message}` : code;
  return new RungraphError('UNAVAILABLE', `${url} did not answer: ${why}.`, { detail, cause: error });
}

const badCertificate = 'its certificate is not trusted (name the authority in tls.caFile)';
const reasons: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'the connection was refused',
  ECONNRESET: 'the connection broke',
  ECONNABORTED: 'the connection broke',
  ERR_BAD_RESPONSE: 'the answer broke off',
  ENOTFOUND: 'there is no host of that name',
  EAI_AGAIN: 'its host name could not be looked up',
  EHOSTUNREACH: 'the host cannot be reached',
  ETIMEDOUT: 'the connection timed out',
  EPROTO: 'it does not speak TLS there',
};

function authorization(auth: HttpSettings['auth']): Record<string, string> {
  if (auth === undefined) return {};
  if (auth.type === 'bearer') return { Authorization: `Bearer ${auth.token}` };
  return { Authorization: `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString('base64')}` };
}

function tlsOptions(tls: TlsSettings | undefined) {
  const pair = tls?.certFile === undefined ? undefined : readFileSync(tls.certFile);
  return {
    ...(tls?.caFile === undefined ? {} : { ca: readFileSync(tls.caFile) }),
    ...(pair === undefined ? {} : { cert: pair, key: pair }),
    ...(tls?.rejectUnauthorized === undefined ? {} : { rejectUnauthorized: tls.rejectUnauthorized }),
  };
}

function serializeQuery(query: HttpRequest['query']): string {
  if (query === undefined || query.length === 0) return '';
  return `?${query.map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(value)}`).join('&')}`;
}
