import { RungraphError, type TextPosition } from '../../contract/error.ts';
import type { Spot } from './syntax.ts';

/** What is wrong with a text of the expression language, and where. */
export class WhereError extends RungraphError {
  /** What is wrong, without the place. */
  readonly why: string;
  declare readonly position: TextPosition;

  constructor(why: string, text: string, spot: Spot) {
    const position = positionOf(text, spot);
    const place = `line ${position.line}, column ${position.column}`;
    super('INVALID_QUERY', `${why} (where, ${place})\n\n${showLine(text, spot)}`, { position });
    this.why = why;
  }
}

/** Ends the reading of `text`. */
export type Refuse = (spot: Spot, why: string) => never;

function positionOf(text: string, { offset, length }: Spot): TextPosition {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n'), length };
}

/** Letters of a line that are shown on each side of the place. */
const around = 60;

/** The line with carets below the place; a long one is cut at both ends. */
function showLine(text: string, { offset, length }: Spot): string {
  const lineStart = text.slice(0, offset).lastIndexOf('\n') + 1;
  const lineEnd = text.indexOf('\n', offset);
  const start = Math.max(lineStart, offset - around);
  const end = Math.min(lineEnd === -1 ? text.length : lineEnd, offset + around);
  const head = start > lineStart ? '…' : '';
  const tail = end < (lineEnd === -1 ? text.length : lineEnd) ? '…' : '';
  const shown = `${head}${text.slice(start, end)}${tail}`.replace(/\p{Cc}/gu, ' ');
  const carets = '^'.repeat(Math.max(1, Math.min(length, end - offset)));
  return `  ${shown}\n  ${' '.repeat(head.length + offset - start)}${carets}`;
}
