import { RungraphError, type ErrorCode } from '../../src/contract/error.ts';
import type { HttpResponse } from '../../src/contract/http.ts';
import { parseJson } from '../../src/kit/parse-json.ts';
import { codeOfStatus, errorOfResponse } from '../../src/kit/status-to-error.ts';
import { errorAnswer } from './wire.ts';

/** An answer that is not 200 as an error. What the server says may quote params, so it stays private. */
export function errorOfAnswer(response: HttpResponse, what: string): RungraphError {
  const { status } = response;
  const said = readMessage(response.text);
  // A query with a name that starts with "_" is refused as a failure of the server.
  if (said?.includes('SyntaxError') === true) {
    return errorOfResponse(response, `${what}: the server refused the query as malformed.`, 'INVALID_QUERY');
  }
  if (status === 404 && said?.startsWith('Run not found') === true) {
    return errorOfResponse(response, 'There is no such run.', 'NOT_FOUND');
  }
  if (status === 404) {
    const message = `${what} is not there: is the URL, with its base path, that of an Aim 3 server?`;
    return errorOfResponse(response, message, 'PROTOCOL');
  }
  if (status >= 300 && status < 400) {
    return errorOfResponse(response, `${what} was redirected: write the final URL into the config.`, 'PROTOCOL');
  }
  const code = codeOfStatus(status);
  return errorOfResponse(response, `${what}: ${explanations[code] ?? `the server answered with status ${status}`}.`);
}

const explanations: Readonly<Partial<Record<ErrorCode, string>>> = {
  UNAUTHENTICATED: 'the server, or a proxy before it, wants other credentials; check auth in the config',
  FORBIDDEN: 'the credentials do not allow this',
  INVALID_QUERY: 'the server refused the request as malformed',
  RATE_LIMITED: 'the server asks for fewer requests',
  TIMEOUT: 'the server or a proxy before it gave up waiting',
  UNAVAILABLE: 'the server failed or is overloaded',
};

/** What Aim's catch-all page answers for every path that it does not know outside of its API. */
export function htmlPage(what: string, text: string): RungraphError {
  const message = `${what} answered an HTML page: is the URL, with its base path, that of an Aim server?`;
  return new RungraphError('PROTOCOL', message, { detail: text.slice(0, 500) });
}

function readMessage(text: string): string | undefined {
  try {
    const parsed = errorAnswer.safeParse(parseJson(text));
    return parsed.success ? (parsed.data.message ?? undefined) : undefined;
  } catch {
    return undefined;
  }
}
