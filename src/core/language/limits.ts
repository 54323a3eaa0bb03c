import { RungraphError } from '../../contract/error.ts';
import { WhereError } from './where-error.ts';

/** A text may have this many bytes of UTF-8, and brackets may be open in each other this deep. */
export const mostBytes = 65_536;
export const mostLevels = 200;

/** What an unclosed quote, or the whole of a text, looks like to a person who goes on writing it. */
export interface OpenText {
  /** Where a quote starts that is never closed, and which it is. */
  readonly quote: { readonly offset: number; readonly mark: string } | undefined;
}

/**
 * Counts, before anything is parsed, what would cost memory or stack: bytes and levels of brackets outside of quotes.
 * @throws INVALID_QUERY.
 */
export function checkLimits(text: string): OpenText {
  const bytes = Buffer.byteLength(text);
  if (bytes > mostBytes) {
    const advice = 'use in (…) or the argument runs for a long list';
    throw new RungraphError('INVALID_QUERY', `where: it has ${bytes} bytes; at most ${mostBytes} are read; ${advice}.`);
  }
  let level = 0;
  let offset = 0;
  while (offset < text.length) {
    const mark = text.charAt(offset);
    if (mark === "'" || mark === '"' || mark === '`') {
      const end = endOfQuote(text, offset, mark);
      if (end === undefined) return { quote: { offset, mark } };
      offset = end;
    } else if (mark === '(' || mark === '[' || mark === '{') {
      level += 1;
      if (level > mostLevels) {
        throw new WhereError(`More than ${mostLevels} levels of brackets are open.`, text, { offset, length: 1 });
      }
    } else if (mark === ')' || mark === ']' || mark === '}') level -= 1;
    offset += 1;
  }
  return { quote: undefined };
}

/** The offset of the closing quote. One that is doubled or follows a backslash does not close; back-ticks know neither. */
function endOfQuote(text: string, start: number, mark: string): number | undefined {
  for (let offset = start + 1; offset < text.length; offset += 1) {
    const letter = text.charAt(offset);
    const next = text.charAt(offset + 1);
    if (mark !== '`' && letter === '\\' && ['\\', "'", '"'].includes(next)) offset += 1;
    else if (letter === mark && next === mark && mark !== '`') offset += 1;
    else if (letter === mark) return offset;
  }
  return undefined;
}
