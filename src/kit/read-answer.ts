import type { z } from 'zod';
import { RungraphError } from '../contract/error.ts';
import type { HttpResponse } from '../contract/http.ts';
import { parseJson } from './parse-json.ts';

/** The JSON body of a good answer, checked against the fields in use. `what` names the tracker's call for the message. */
export function readAnswer<T>(response: HttpResponse, schema: z.ZodType<T>, what: string): T {
  return checkShape(readJson(response, what), schema, what);
}

/** A part of an answer, checked against the fields in use. */
export function checkShape<T>(part: unknown, schema: z.ZodType<T>, what: string): T {
  const parsed = schema.safeParse(part);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new RungraphError('PROTOCOL', `${what} answered JSON of an unexpected shape.`, {
    detail: `${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? ''}`,
  });
}

function readJson(response: HttpResponse, what: string): unknown {
  const type = response.headers['content-type'] ?? '';
  if (/\bhtml\b/i.test(type)) {
    throw new RungraphError('PROTOCOL', `${what} answered an HTML page where JSON was expected: is the URL right?`, {
      detail: response.text.slice(0, 500),
    });
  }
  try {
    return parseJson(response.text);
  } catch (cause) {
    throw new RungraphError('PROTOCOL', `${what} answered something that is not JSON.`, {
      detail: response.text.slice(0, 500),
      cause,
    });
  }
}
