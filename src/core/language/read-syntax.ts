import { parse, SyntaxError as GrammarError } from '../../generated/where-parser.js';
import { meantWord, sayExpected } from './expected.ts';
import { checkLimits } from './limits.ts';
import type { Node, Spot } from './syntax.ts';
import { WhereError } from './where-error.ts';

/** A text as the grammar sees it; null for one that says nothing. @throws WhereError where it breaks off. */
export function readSyntax(text: string): Node | null {
  const { quote } = checkLimits(text);
  if (quote !== undefined) {
    const spot = { offset: quote.offset, length: text.length - quote.offset };
    throw new WhereError(`The quote ${quote.mark} is never closed.`, text, spot);
  }
  const read = tryGrammar(text);
  if (read.node !== undefined) return read.node;
  throw explain(text, read.offset, read.expected);
}

type GrammarAnswer =
  | { readonly node: Node | null }
  | { readonly node: undefined; readonly offset: number; readonly expected: readonly string[] };

/** The tree, or how far the grammar got and the names of what it could have gone on with. */
export function tryGrammar(text: string): GrammarAnswer {
  try {
    return { node: parse(text) };
  } catch (error) {
    if (!(error instanceof GrammarError)) throw error;
    const expected = error.expected.map((one) => {
      return one.type === 'other' ? one.description : one.type === 'literal' ? one.text : one.type;
    });
    return { node: undefined, offset: error.location.start.offset, expected: [...new Set(expected)] };
  }
}

function explain(text: string, offset: number, expected: readonly string[]): WhereError {
  const spot = tokenAt(text, offset);
  const wanted = sayExpected(expected);
  if (/\bexists\b/i.test(text)) {
    return new WhereError(
      `Presence is asked for by "is missing" and "is not missing": expected ${wanted}.`,
      text,
      spot,
    );
  }
  if (spot.length === 0) return new WhereError(`The text ends too early: expected ${wanted}.`, text, spot);
  const token = text.slice(offset, offset + spot.length);
  const meant = meantWord(token, expected);
  const advice = meant === undefined ? '' : ` Did you mean ${meant}?`;
  return new WhereError(`"${token}" is not understood here: expected ${wanted}.${advice}`, text, spot);
}

/** The word, the sign or the character at a place: what a reader would call the wrong piece. */
export function tokenAt(text: string, offset: number): Spot {
  const token = /^(?:[\p{L}\p{M}\p{N}_]+|[=<>!~&|]+|[^])/u.exec(text.slice(offset));
  return { offset, length: token?.[0].length ?? 0 };
}
