import { RungraphError, type ErrorCode } from '../../src/contract/error.ts';
import type { HttpResponse } from '../../src/contract/http.ts';
import { parseJson } from '../../src/kit/parse-json.ts';
import { codeOfStatus, errorOfResponse } from '../../src/kit/status-to-error.ts';
import { errorAnswer, type WireError } from './wire.ts';

/** An answer that is not 200 as an error. What the server says may quote filters, so it stays private. */
export function errorOfAnswer(response: HttpResponse, what: string): RungraphError {
  const { status } = response;
  if (status >= 300 && status < 400) {
    return errorOfResponse(response, `${what} was redirected: write the final URL into the config.`, 'PROTOCOL');
  }
  if (status === 404 && !hasMessage(response.text)) {
    const message = `${what} is not there: is the URL, with its path prefix, that of a W&B server?`;
    return errorOfResponse(response, message, 'PROTOCOL');
  }
  const code = codeOfStatus(status === 422 ? 400 : status);
  return errorOfResponse(response, `${what}: ${explain(code, status)}.`, code);
}

/** An error within an answer that is 200. The backend has no codes, so its words must tell. */
export function errorOfMessage({ message }: WireError, what: string): RungraphError {
  const code = byWords.find(([words]) => words.test(message))?.[1] ?? 'UNAVAILABLE';
  return new RungraphError(code, `${what}: ${explain(code, 200)}.`, { detail: message });
}

const byWords: readonly (readonly [RegExp, ErrorCode])[] = [
  [/rate limit/i, 'RATE_LIMITED'],
  [/not logged in|re-?login|invalid api key|unauthenticated/i, 'UNAUTHENTICATED'],
  [/permission|not authorized|forbidden/i, 'FORBIDDEN'],
  [/not found|does not exist/i, 'NOT_FOUND'],
  [/deadline exceeded|timed? ?out/i, 'TIMEOUT'],
  [/invalid|unknown (column|operator)/i, 'INVALID_QUERY'],
];

function explain(code: ErrorCode, status: number): string {
  return explanations[code] ?? `the server answered with status ${status}`;
}

const explanations: Readonly<Partial<Record<ErrorCode, string>>> = {
  UNAUTHENTICATED: 'the server refuses the API key; check apiKey in the config, or whether it was revoked',
  FORBIDDEN: 'the key does not allow this; ask for access to the entity or project',
  NOT_FOUND: 'there is no such thing on the server',
  INVALID_QUERY: 'the server refused the request as malformed',
  RATE_LIMITED: 'the server asks for fewer requests',
  TIMEOUT: 'the server or a proxy before it gave up waiting',
  UNAVAILABLE: 'the server failed or is overloaded',
};

function hasMessage(text: string): boolean {
  return messageOf(text) !== undefined;
}

/** What the body of a refusal says, in whichever of its three forms; undefined where it has none of them. */
export function messageOf(text: string): string | undefined {
  try {
    const parsed = errorAnswer.safeParse(parseJson(text));
    if (!parsed.success) return undefined;
    const { error, errors } = parsed.data;
    const said = errors?.map((item) => (typeof item === 'string' ? item : item.message)) ?? [];
    if (error !== undefined) said.push(typeof error === 'string' ? error : error.message);
    return said.length === 0 ? undefined : said.join('\n');
  } catch {
    return undefined;
  }
}
