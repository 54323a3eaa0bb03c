import { RungraphError, type ErrorCode } from '../contract/error.ts';
import type { HttpResponse } from '../contract/http.ts';

/** What an HTTP status of a tracker means here, unless the tracker's own error code says more. */
export function codeOfStatus(status: number): ErrorCode {
  const known = byStatus[status];
  if (known !== undefined) return known;
  if (status >= 500) return 'UNAVAILABLE';
  return status >= 400 ? 'INVALID_QUERY' : 'PROTOCOL';
}

const byStatus: Readonly<Record<number, ErrorCode>> = {
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  407: 'UNAUTHENTICATED',
  408: 'TIMEOUT',
  409: 'CONFLICT',
  429: 'RATE_LIMITED',
  499: 'CANCELLED',
  501: 'UNSUPPORTED',
  504: 'TIMEOUT',
};

/** The answer as an error. `message` is public; the body is kept as private detail. */
export function errorOfResponse(response: HttpResponse, message: string, code = codeOfStatus(response.status)) {
  const retryAfterMs = askedToWait(response);
  return new RungraphError(code, message, {
    detail: `HTTP ${response.status}: ${response.text.slice(0, 2000)}`,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
    ...(response.repeatable === false && { repeatable: false }),
  });
}

/**
 * How long a tracker wants to be left alone, in milliseconds: Retry-After, or RateLimit-Reset (in seconds from now,
 * draft-ietf-httpapi-ratelimit-headers-07) of an answer that refuses, or that was the last one for now.
 */
export function askedToWait({ status, headers }: Pick<HttpResponse, 'status' | 'headers'>): number | undefined {
  const after = status >= 400 ? retryAfter(headers['retry-after']) : undefined;
  if (after !== undefined) return after;
  const reset = Number(headers['ratelimit-reset'] ?? Number.NaN);
  const isLast = status === 429 || headers['ratelimit-remaining']?.trim() === '0';
  return isLast && Number.isFinite(reset) ? Math.max(0, reset * 1000) : undefined;
}

/** Retry-After in milliseconds from now: seconds or an HTTP date (RFC 9110, section 10.2.3). */
export function retryAfter(header: string | undefined, now = Date.now()): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(header.trim())) return Math.round(Number(header) * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
