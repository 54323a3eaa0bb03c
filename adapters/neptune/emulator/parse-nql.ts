// The Neptune Query Language, as far as clients write it: grammar of the reference page that came with the fetcher.

export interface NqlClause {
  readonly path: string;
  readonly type: string;
  readonly aggregate: string | null;
  readonly operator: string;
  readonly value: string;
}

export type Nql =
  | { readonly kind: 'clause'; readonly clause: NqlClause }
  | { readonly kind: 'not'; readonly of: Nql }
  | { readonly kind: 'and' | 'or'; readonly all: readonly Nql[] };

export class NqlSyntaxError extends Error {}

interface Token {
  readonly kind: 'word' | 'path' | 'text' | 'sign';
  readonly text: string;
}

const numericTypes = ['int', 'float', 'floatSeries'];
/** Numbers as the vendor's clients write them, which is Python's way; what else the servers read is not documented. */
const number = /^-?\d+(\.\d+)?(e[+-]\d{2,3})?$/;

const lexeme = /\s*(?:(`[^`]*`)|"((?:[^"\\]|\\.)*)"|(==|!=|>=|<=|[()=<>:])|([^\s()=<>:"`!]+))/y;

/** @throws NqlSyntaxError. Null for an empty query, which every run answers. */
export function parseNql(query: string): Nql | null {
  const tokens = lex(query);
  if (tokens.length === 0) return null;
  let place = 0;

  const peek = (): Token | undefined => tokens[place];
  const isWord = (word: string): boolean => peek()?.kind === 'word' && peek()?.text.toUpperCase() === word;
  const isSign = (sign: string): boolean => peek()?.kind === 'sign' && peek()?.text === sign;
  const take = (): Token => {
    const token = tokens[place++];
    if (token === undefined) throw new NqlSyntaxError('the query ends too soon');
    return token;
  };
  const expect = (sign: string): void => {
    if (!isSign(sign)) throw new NqlSyntaxError(`"${sign}" is missing`);
    place += 1;
  };

  function many(kind: 'and' | 'or', word: string, read: () => Nql): Nql {
    const all = [read()];
    while (isWord(word)) {
      place += 1;
      all.push(read());
    }
    const [only] = all;
    return all.length === 1 && only !== undefined ? only : { kind, all };
  }
  const either = (): Nql => many('or', 'OR', both);
  const both = (): Nql => many('and', 'AND', one);

  function one(): Nql {
    if (isWord('NOT')) {
      place += 1;
      return { kind: 'not', of: one() };
    }
    if (isSign('(')) {
      place += 1;
      const inner = either();
      expect(')');
      return inner;
    }
    return clause();
  }

  function clause(): Nql {
    const first = take();
    let aggregate: string | null = null;
    let path = first.text;
    if (first.kind === 'word' && isSign('(')) {
      aggregate = first.text;
      place += 1;
      path = take().text;
    }
    expect(':');
    const type = take().text;
    if (aggregate !== null) expect(')');
    const sign = take();
    const negated = sign.text.toUpperCase() === 'NOT';
    const operator = negated ? `NOT ${take().text.toUpperCase()}` : sign.text.toUpperCase();
    if (!/^(==?|!=|[<>]=?|EXISTS|(NOT )?(CONTAINS|MATCHES))$/.test(operator)) {
      throw new NqlSyntaxError(`"${operator}" is no operator`);
    }
    const value = operator === 'EXISTS' ? '' : take().text;
    if (operator !== 'EXISTS' && numericTypes.includes(type) && !number.test(value)) {
      throw new NqlSyntaxError(`"${value}" is no number`);
    }
    return { kind: 'clause', clause: { path, type, aggregate, operator, value } };
  }

  const parsed = either();
  if (place < tokens.length) throw new NqlSyntaxError('there is something behind the end');
  return parsed;
}

function lex(query: string): readonly Token[] {
  const tokens: Token[] = [];
  lexeme.lastIndex = 0;
  while (query.slice(lexeme.lastIndex).trim() !== '') {
    const match = lexeme.exec(query);
    if (match === null) throw new NqlSyntaxError('the query cannot be read');
    const [, path, text, sign, word] = match;
    if (path !== undefined) tokens.push({ kind: 'path', text: path.slice(1, -1) });
    else if (text !== undefined) tokens.push({ kind: 'text', text: text.replace(/\\(.)/gs, '$1') });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign });
    else tokens.push({ kind: 'word', text: word ?? '' });
  }
  return tokens;
}
