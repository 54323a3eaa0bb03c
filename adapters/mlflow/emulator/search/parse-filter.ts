import { invalid } from '../fault.ts';
import type { Generation } from '../generation.ts';
import { pythonRepr } from '../python-text.ts';
import { comparisonsOf } from './comparisons.ts';
import type { Grammar, Identifier } from './grammar.ts';
import { group } from './group.ts';
import { lex, type Token } from './lex.ts';
import { readList } from './read-list.ts';

/** One comparison of a filter; all of them must hold. */
export interface Clause extends Identifier {
  /** As it was written, in any case. */
  readonly comparator: string;
  /** Null for IS NULL and IS NOT NULL. Numbers for metrics are text still. */
  readonly value: string | number | bigint | readonly string[] | null;
}

/** @throws MlflowFault for what the server does not understand. */
export function parseFilter(filter: string, grammar: Grammar, generation: Generation): readonly Clause[] {
  if (filter === '') return [];
  const tokens = lex(filter);
  if (tokens.length > mostTokens) throw invalid(`Error on parsing filter '${filter}'`);
  if (tokens.every((token) => token.kind === 'blank')) {
    throw invalid(`Invalid filter '${filter}'. Could not be parsed.`);
  }
  if (holdsSeveral(tokens)) {
    throw invalid(`Search filter contained multiple expression ${pythonRepr(filter)}. Provide AND-ed expression list.`);
  }
  return comparisonsOf(group(tokens), grammar, generation).map((parts) => toClause(parts, grammar, generation));
}

/** The parser of SQL gives up beyond this. */
const mostTokens = 10_000;

/** Whether there is more than blanks after a semicolon that is not in parentheses. */
function holdsSeveral(tokens: readonly Token[]): boolean {
  let depth = 0;
  const end = tokens.findIndex(({ kind, text }) => {
    if (kind !== 'punctuation') return false;
    depth += text === '(' ? 1 : text === ')' ? -1 : 0;
    return text === ';' && depth <= 0;
  });
  return end >= 0 && tokens.slice(end + 1).some((token) => token.kind !== 'blank');
}

function toClause(parts: readonly Token[], grammar: Grammar, generation: Generation): Clause {
  const [left, comparator, right] = parts;
  if (left?.kind !== 'identifier') {
    throw invalid(`Invalid comparison clause. Expected 'Identifier' found '${left?.text ?? ''}'`);
  }
  const identifier = grammar.identifier(left.text, 'filter');
  const clause = { ...identifier, comparator: comparator?.text ?? '' };
  if (right === undefined) {
    const refusal = grammar.nullError(identifier);
    if (refusal !== undefined) throw invalid(refusal);
    return { ...clause, value: null };
  }
  return { ...clause, value: toValue(identifier, right, grammar, generation) };
}

function toValue({ entity, key }: Identifier, token: Token, grammar: Grammar, generation: Generation): Clause['value'] {
  switch (entity) {
    case 'metric':
      if (isNumber(token)) return token.text;
      throw invalid(`Expected numeric value type for metric. Found ${token.text}`);
    case 'parameter':
    case 'tag':
      if (isText(token)) return unquote(token.text);
      throw invalid(`Expected a quoted string value for ${entity} (e.g. 'my-value'). Got value ${token.text}`);
    case 'attribute':
      if (grammar.numericAttributes.includes(key)) return numberOf(key, token, generation);
      if (isText(token)) return unquote(token.text);
      if (token.kind !== 'parenthesis') {
        throw invalid(`Expected a quoted string value for attributes. Got value ${token.text}`);
      }
      if (!grammar.listAttributes.includes(key)) throw invalid(grammar.listError);
      return readList(token.text, generation);
    case 'dataset':
      if (isText(token)) return unquote(token.text);
      if (token.kind === 'parenthesis') return readList(token.text, generation);
      throw invalid(`Expected a quoted string value for dataset attributes. Got value ${token.text}`);
  }
}

/** The older server hands the text to the database, which makes a number of it, of any size. */
function numberOf(key: string, token: Token, { strictIds }: Generation): number | bigint {
  if (!isNumber(token)) throw invalid(`Expected numeric value type for numeric attribute: ${key}. Found ${token.text}`);
  if (token.kind === 'float') return Number(token.text);
  const integer = BigInt(token.text);
  return strictIds || BigInt.asIntN(64, integer) === integer ? integer : Number(integer);
}

function isNumber({ kind }: Token): boolean {
  return kind === 'integer' || kind === 'float';
}

function isText({ kind }: Token): boolean {
  return kind === 'string' || kind === 'identifier';
}

/** The outer quotes go, and nothing within is unescaped. */
function unquote(text: string): string {
  if (text.length >= 2 && /^(['"])[^]*\1$/.test(text)) return text.slice(1, -1);
  throw invalid(
    'Parameter value is either not quoted or unidentified quote types used for string value ' +
      `${text}. Use either single or double quotes.`,
  );
}
