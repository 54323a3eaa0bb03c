import { STATUS_CODES } from 'node:http';
import { z } from 'zod';

const errors = z.object({
  errors: z.array(z.object({ message: z.string(), extensions: z.looseObject({ code: z.string() }).optional() })).min(1),
});

/**
 * An answer that is an error, in the form of RFC 9457: `detail` says what is wrong, `code` is the same as everywhere, and
 * what else is known of the error stands beside it. Undefined for what is no error of this server.
 */
export function toProblem(body: unknown, status: number): string | undefined {
  if (typeof body !== 'string') return undefined;
  const parsed = errors.safeParse(readJson(body));
  const [first] = parsed.success ? parsed.data.errors : [];
  if (first === undefined) return undefined;
  const { message: detail, extensions } = first;
  const { code = 'INTERNAL', ...more } = extensions ?? {};
  return JSON.stringify({ type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, code, detail, ...more });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
