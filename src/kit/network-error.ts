import type { UpstreamContext } from '../contract/context.ts';
import { RungraphError, isRungraphError } from '../contract/error.ts';
import { codeOf } from '../disk/code-of.ts';

/** Why no answer came, or why one broke off: TIMEOUT or CANCELLED where the signal says so, else UNAVAILABLE. */
export function networkError(error: unknown, context: UpstreamContext, url: string): RungraphError {
  if (isRungraphError(context.signal.reason)) return context.signal.reason;
  const code = codeOf(error);
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
