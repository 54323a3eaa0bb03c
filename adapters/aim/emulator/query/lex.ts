import { QuerySyntaxError } from './syntax-error.ts';

export interface Token {
  readonly kind: 'text' | 'number' | 'name' | 'sign' | 'end';
  /** As written; of a text what it means. */
  readonly text: string;
  readonly at: number;
}

const patterns: readonly (readonly [Token['kind'], RegExp])[] = [
  ['text', /"(?:[^"\\\n]|\\.)*"/y],
  ['number', /\d+(?:\.\d*)?(?:[eE][+-]?\d+)?/y],
  ['name', /[A-Za-z_]\w*/y],
  ['sign', /==|!=|<=|>=|[<>()[\]{},.:*+-]/y],
];

/** The words of an expression, as far as clients of this server need them. */
export function lex(source: string): readonly Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (;;) {
    while (/\s/.test(source[at] ?? '')) at += 1;
    if (at >= source.length) break;
    const token = tokenAt(source, at);
    tokens.push(token.kind === 'text' ? { ...token, text: meaningOf(token.text) } : token);
    at += token.text.length;
  }
  return [...tokens, { kind: 'end', text: '', at: source.length }];
}

function tokenAt(source: string, at: number): Token {
  for (const [kind, pattern] of patterns) {
    pattern.lastIndex = at;
    const found = pattern.exec(source)?.[0];
    if (found !== undefined) return { kind, text: found, at };
  }
  throw new QuerySyntaxError(source, at);
}

/** Python's escapes are JSON's, and \U with eight digits. */
function meaningOf(literal: string): string {
  return literal.slice(1, -1).replace(/\\(?:u([0-9a-f]{4})|U([0-9a-f]{8})|([^]))/g, (_all, four, eight, plain) => {
    const code: unknown = four ?? eight;
    if (typeof code === 'string') return String.fromCodePoint(Number.parseInt(code, 16));
    return escapes[String(plain)] ?? String(plain);
  });
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };
