import { z } from 'zod';
import { internal, invalid } from '../fault.ts';
import { pythonInt, pythonRepr } from '../python-text.ts';
import { writeJson } from '../wire/write-json.ts';

/** A token is a plain offset, bound to nothing. */
export function writePageToken(offset: number): string {
  return Buffer.from(writeJson({ offset: BigInt(offset) }, 'spaced')).toString('base64');
}

/** The offset of a token; 0 without one, and, as SQLite has it, for negative ones. An offset of 0 is refused. */
export function readPageToken(token: string): number {
  if (token === '') return 0;
  if (!isBase64(token)) throw invalid('Invalid page token, could not base64-decode');
  const text = Buffer.from(token, 'base64').toString();
  const parsed = parse(text);
  if (parsed === undefined) throw invalid(`Invalid page token, decoded value=b${pythonRepr(text)}`);
  if (!parsed.success) throw internal("object has no attribute 'get'");
  const { offset } = parsed.data;
  if (!offset) {
    const members = offset === undefined ? '' : `'offset': ${pythonRepr(offset)}`;
    throw invalid(`Invalid page token, parsed value={${members}}`);
  }
  const number = typeof offset === 'string' ? pythonInt(offset) : BigInt(Math.trunc(Number(offset)));
  if (number === undefined) throw invalid(`Invalid page token, not stringable ${String(offset)}`);
  return Math.max(0, Number(number));
}

const tokenContent = z.object({ offset: z.union([z.string(), z.number(), z.boolean()]).optional() });

function parse(text: string): ReturnType<typeof tokenContent.safeParse> | undefined {
  try {
    return tokenContent.safeParse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** Python ignores characters that are not of the alphabet, but wants the padding. */
function isBase64(token: string): boolean {
  const [, body = '', padding = ''] = /^([^=]*)(=*)/.exec(token.replace(/[^A-Za-z0-9+/=]/g, '')) ?? [];
  const rest = body.length % 4;
  return rest === 0 || (rest > 1 && padding.length >= 4 - rest);
}
