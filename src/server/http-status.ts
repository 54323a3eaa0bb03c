import type { ErrorCode, RungraphError } from '../contract/error.ts';

const statuses: Readonly<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  INVALID_QUERY: 400,
  UNSUPPORTED: 422,
  RATE_LIMITED: 429,
  TIMEOUT: 504,
  UNAVAILABLE: 503,
  PROTOCOL: 502,
  CONFLICT: 409,
  CANCELLED: 499,
  INTERNAL: 500,
};

/** The status of an answer that is an error. Credentials that a tracker refuses are the gateway's, not the client's. */
export function statusOf({ code, source }: RungraphError): number {
  const refused = code === 'UNAUTHENTICATED' || code === 'FORBIDDEN';
  return refused && source !== undefined ? 502 : statuses[code];
}
