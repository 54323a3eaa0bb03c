import { invalid } from '../fault.ts';
import type { Generation } from '../generation.ts';
import type { Grammar } from './grammar.ts';
import { isKeyword, type Token } from './lex.ts';

/**
 * The comparisons of a filter, each as its left side, operator and right side. Between them AND may stand, anywhere
 * and any number of times, or be missing; nothing else may.
 */
export function comparisonsOf(
  tokens: readonly Token[],
  grammar: Grammar,
  generation: Generation,
): readonly (readonly Token[])[] {
  const joined = joinWords(
    tokens.filter((token) => token.kind !== 'blank'),
    generation,
  );
  const refused = joined.filter((token) => token.kind !== 'comparison' && !isKeyword(token, 'AND'));
  if (refused.length > 0) {
    const list = refused.map((token) => grammar.quoteInvalid(token.text)).join(', ');
    throw invalid(`Invalid clause(s) in filter string: ${list}`);
  }
  return joined.flatMap((token) => (token.kind === 'comparison' && token.parts !== undefined ? [token.parts] : []));
}

/**
 * IN, NOT IN, IS NULL and IS NOT NULL are words to the parser of SQL, which MLflow makes comparisons of afterwards. It
 * walks on by four tokens where an identifier does not start one, as here.
 */
function joinWords(tokens: readonly Token[], generation: Generation): readonly Token[] {
  const joined: Token[] = [];
  let at = 0;
  while (at < tokens.length) {
    const first = tokens[at];
    if (first === undefined) break;
    const rest = tokens.slice(at, at + 4);
    if (rest.length < 3) return [...joined, ...rest];
    const found = first.kind === 'identifier' ? wordComparison(rest, generation) : undefined;
    if (found !== undefined) joined.push(found.token);
    else joined.push(...(first.kind === 'identifier' ? rest : [first]));
    at += found?.length ?? (first.kind === 'identifier' ? rest.length : 1);
  }
  return joined;
}

function wordComparison(
  [first, second, third, fourth]: readonly Token[],
  { isNull }: Generation,
): { readonly token: Token; readonly length: number } | undefined {
  if (first === undefined || second === undefined || third === undefined) return undefined;
  if (isKeyword(second, 'IN') && third.kind === 'parenthesis') {
    return { token: comparison([first, second, third]), length: 3 };
  }
  if (isNull && isKeyword(second, 'IS') && isKeyword(third, 'NULL')) {
    return { token: comparison([first, { kind: 'keyword', text: 'IS NULL' }]), length: 3 };
  }
  if (isNull && isKeyword(second, 'IS') && third.kind === 'keyword' && third.text.toUpperCase() === 'NOT NULL') {
    return { token: comparison([first, { kind: 'keyword', text: 'IS NOT NULL' }]), length: 3 };
  }
  if (isKeyword(second, 'NOT') && isKeyword(third, 'IN') && fourth?.kind === 'parenthesis') {
    return { token: comparison([first, { kind: 'keyword', text: 'NOT IN' }, fourth]), length: 4 };
  }
  return undefined;
}

function comparison(parts: readonly Token[]): Token {
  return { kind: 'comparison', text: parts.map((part) => part.text).join(''), parts };
}
