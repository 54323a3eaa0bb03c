import type { UpstreamContext } from '../../src/contract/context.ts';
import { isRungraphError } from '../../src/contract/error.ts';
import type { HttpClient, HttpRequest, HttpResponse } from '../../src/contract/http.ts';
import { errorOfAnswer } from './errors.ts';

/** Sends a request to the server; whatever is not 200 is thrown as an error. `what` names the call for its message. */
export type Send = (context: UpstreamContext, request: HttpRequest, what: string) => Promise<HttpResponse>;

export function openSender(http: HttpClient, headers: () => Readonly<Record<string, string>>): Send {
  return async (context, request, what) => {
    const response = await http.send(context, { ...request, headers: headers() });
    if (response.status === 200) return response;
    throw errorOfAnswer(response, what);
  };
}

/** What a call answers, or null where the server says that there is no such thing. */
export async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    // An id that nothing can have is refused as malformed.
    if (isRungraphError(error) && (error.code === 'NOT_FOUND' || error.code === 'INVALID_QUERY')) return null;
    throw error;
  }
}
