import { text } from 'node:stream/consumers';
import type { z } from 'zod';
import type { RungraphError, ErrorCode } from '../../src/contract/error.ts';
import type { HttpResponse, HttpStream } from '../../src/contract/http.ts';
import { parseJson } from '../../src/kit/parse-json.ts';
import { codeOfStatus, errorOfResponse } from '../../src/kit/status-to-error.ts';
import { errorAnswer } from './wire.ts';

/** An answer that is not 200 as an error. What the server says may quote attributes, so it stays private. */
export function errorOfAnswer(response: HttpResponse, what: string): RungraphError {
  const { errorType, title } = readError(response.text);
  const known = byErrorType[errorType ?? ''];
  if (known !== undefined) return errorOfResponse(response, `${what}: ${known[1]}.`, known[0]);
  if (response.status === 400 && /syntax error/i.test(title ?? '')) {
    return errorOfResponse(response, `${what}: the server refused the query as malformed.`, 'INVALID_QUERY');
  }
  const code = codeOfStatus(response.status);
  const why = explanations[code] ?? `the server answered with status ${response.status}`;
  return errorOfResponse(response, `${what}: ${why}.`, code);
}

/** The same of an answer whose body was not read. */
export async function errorOfStream({ status, headers, body }: HttpStream, what: string): Promise<RungraphError> {
  return errorOfAnswer({ status, headers, text: await text(body), clockSkewMs: null }, what);
}

/** The login was refused: a token of another server or of the other line is told apart where the server does. */
export function loginRefused(response: HttpResponse): RungraphError {
  if (response.status === 400) {
    const message =
      'The server does not take this API token: tokens of Neptune 2.x and 3.x are of two kinds, and each line takes its own.';
    return errorOfResponse(response, message, 'UNAUTHENTICATED');
  }
  if (response.status === 401 || response.status === 403) {
    const message = 'The server refused the API token: it was revoked, or is of another server.';
    return errorOfResponse(response, message, 'UNAUTHENTICATED');
  }
  if (response.status === 404) {
    const message = 'The login of Neptune is not there: is the URL that of a Neptune server?';
    return errorOfResponse(response, message, 'PROTOCOL');
  }
  return errorOfAnswer(response, 'login');
}

const byErrorType: Readonly<Record<string, readonly [ErrorCode, string]>> = {
  ACCESS_DENIED: ['FORBIDDEN', 'there is no such project, or the token does not allow reading it'],
  AUTHORIZATION_TOKEN_EXPIRED: ['UNAUTHENTICATED', 'the login is over'],
  EXPERIMENT_NOT_FOUND: ['NOT_FOUND', 'there is no such run'],
  PROJECT_NOT_FOUND: ['NOT_FOUND', 'there is no such project'],
  INCORRECT_IDENTIFIER: ['NOT_FOUND', 'there is nothing of that name'],
};

const explanations: Readonly<Partial<Record<ErrorCode, string>>> = {
  UNAUTHENTICATED: 'the server wants another API token',
  FORBIDDEN: 'the API token does not allow this',
  NOT_FOUND: 'there is no such thing',
  INVALID_QUERY: 'the server refused the request as malformed',
  RATE_LIMITED: 'the server asks for fewer requests',
  TIMEOUT: 'the server or a proxy before it gave up waiting',
  UNAVAILABLE: 'the server failed or is overloaded',
};

function readError(text: string): z.infer<typeof errorAnswer> {
  try {
    const parsed = errorAnswer.safeParse(parseJson(text));
    return parsed.success ? parsed.data : {};
  } catch {
    return {};
  }
}
