import { RE2JS } from 're2js';
import type { Operator } from '../../contract/filter.ts';

export interface LikeTest {
  readonly operator: Extract<Operator, 'eq' | 'contains' | 'startsWith' | 'endsWith' | 'matches'>;
  readonly operand: string;
}

type Piece = { readonly text: string } | 'any' | 'one';

/**
 * What a pattern of `like` asks for: `%` is any text, `_` one character, `\%` and `\_` are themselves, and the whole text
 * must fit. A plain operator where there is one, since trackers know those; else a pattern.
 */
export function readLike(pattern: string): LikeTest {
  const pieces = toPieces(pattern);
  const [first, second, third] = pieces;
  if (first === undefined) return { operator: 'eq', operand: '' };
  if (pieces.length === 1) {
    if (first === 'any') return { operator: 'contains', operand: '' };
    if (first !== 'one') return { operator: 'eq', operand: first.text };
  }
  if (pieces.length === 2 && isText(first) && second === 'any') return { operator: 'startsWith', operand: first.text };
  if (pieces.length === 2 && first === 'any' && isText(second)) return { operator: 'endsWith', operand: second.text };
  if (pieces.length === 3 && first === 'any' && isText(second) && third === 'any') {
    return { operator: 'contains', operand: second.text };
  }
  const body = pieces.map((piece) => (piece === 'any' ? '.*' : piece === 'one' ? '.' : RE2JS.quote(piece.text)));
  return { operator: 'matches', operand: `(?s)^${body.join('')}$` };
}

function isText(piece: Piece | undefined): piece is { readonly text: string } {
  return typeof piece === 'object';
}

/** Neighbours of `%` that are `%` too say nothing more. */
function toPieces(pattern: string): readonly Piece[] {
  const pieces: Piece[] = [];
  for (const [token] of pattern.matchAll(/\\[%_]|[%_]|[^%_\\]+|\\/g)) {
    const last = pieces.at(-1);
    if (token === '%') {
      if (last !== 'any') pieces.push('any');
    } else if (token === '_') pieces.push('one');
    else {
      const text = /^\\[%_]$/.test(token) ? token.slice(1) : token;
      if (isText(last)) pieces[pieces.length - 1] = { text: last.text + text };
      else pieces.push({ text });
    }
  }
  return pieces;
}
