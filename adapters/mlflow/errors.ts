import type { RungraphError } from '../../src/contract/error.ts';
import { type ErrorCode } from '../../src/contract/error.ts';
import type { HttpResponse } from '../../src/contract/http.ts';
import { parseJson } from '../../src/kit/parse-json.ts';
import { codeOfStatus, errorOfResponse } from '../../src/kit/status-to-error.ts';
import { errorAnswer } from './wire.ts';

/** MLflow's own words say more than its statuses: FastTrackML sends 400 where MLflow sends 404. */
const codes: Readonly<Record<string, ErrorCode>> = {
  RESOURCE_DOES_NOT_EXIST: 'NOT_FOUND',
  NOT_FOUND: 'NOT_FOUND',
  ENDPOINT_NOT_FOUND: 'PROTOCOL',
  RESOURCE_ALREADY_EXISTS: 'CONFLICT',
  INVALID_PARAMETER_VALUE: 'INVALID_QUERY',
  BAD_REQUEST: 'INVALID_QUERY',
  UNAUTHENTICATED: 'UNAUTHENTICATED',
  CUSTOMER_UNAUTHORIZED: 'UNAUTHENTICATED',
  PERMISSION_DENIED: 'FORBIDDEN',
  REQUEST_LIMIT_EXCEEDED: 'RATE_LIMITED',
  RESOURCE_EXHAUSTED: 'RATE_LIMITED',
  TEMPORARILY_UNAVAILABLE: 'UNAVAILABLE',
  NOT_IMPLEMENTED: 'UNSUPPORTED',
};

/** An answer that is not 200 as an error. The server's own message may hold SQL, so it stays private. */
export function errorOfAnswer(response: HttpResponse, what: string): RungraphError {
  const native = readErrorCode(response);
  if (native === undefined) return errorOfForeign(response, what);
  const code = codes[native] ?? codeOfStatus(response.status);
  return errorOfResponse(response, `${what}: ${explain(code, response.status)} (${native}).`, code);
}

/** Not in MLflow's own form: a proxy, the server's security middleware, or another product. */
function errorOfForeign(response: HttpResponse, what: string): RungraphError {
  const { status, text } = response;
  if (status === 403 && /host/i.test(text)) {
    const message = 'The server refuses the Host header of this URL: add the host to its --allowed-hosts.';
    return errorOfResponse(response, message, 'FORBIDDEN');
  }
  if (status >= 300 && status < 400) {
    return errorOfResponse(response, `${what} was redirected: write the final URL into the config.`, 'PROTOCOL');
  }
  if (status === 404) {
    const message = `${what} is not there: is the URL, with its path prefix, that of an MLflow server?`;
    return errorOfResponse(response, message, 'PROTOCOL');
  }
  const code = codeOfStatus(status);
  return errorOfResponse(response, `${what}: ${explain(code, status)}.`, code);
}

function explain(code: ErrorCode, status: number): string {
  return explanations[code] ?? `the server answered with status ${status}`;
}

const explanations: Readonly<Partial<Record<ErrorCode, string>>> = {
  UNAUTHENTICATED: 'the server wants other credentials; check auth in the config',
  FORBIDDEN: 'the credentials do not allow this',
  NOT_FOUND: 'there is no such thing on the server',
  INVALID_QUERY: 'the server refused the request as malformed',
  RATE_LIMITED: 'the server asks for fewer requests',
  TIMEOUT: 'the server or a proxy before it gave up waiting',
  UNAVAILABLE: 'the server failed or is overloaded',
};

function readErrorCode(response: HttpResponse): string | undefined {
  try {
    const parsed = errorAnswer.safeParse(parseJson(response.text));
    return parsed.success ? parsed.data.error_code : undefined;
  } catch {
    return undefined;
  }
}
