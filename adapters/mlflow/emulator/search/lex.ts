/**
 * Words of a filter. MLflow leaves the reading of filters to a general parser of SQL (sqlparse), and what that makes
 * of a text is what the server understands or refuses: so the same patterns are tried here, in the same order, as far
 * as they matter to a filter.
 */
export interface Token {
  readonly kind: Kind;
  readonly text: string;
  /** Of a comparison: left side, operator and, unless it is IS NULL, right side. */
  readonly parts?: readonly Token[];
}

export type Kind =
  | 'blank'
  | 'name'
  | 'placeholder'
  | 'symbol'
  | 'string'
  | 'integer'
  | 'float'
  | 'keyword'
  | 'order'
  | 'comparator'
  | 'operator'
  | 'wildcard'
  | 'punctuation'
  | 'other'
  // What tokens are put together to.
  | 'parenthesis'
  | 'brackets'
  | 'function'
  | 'identifier'
  | 'operation'
  | 'comparison';

/** Python's \w, and a letter that a plain name may start with. */
const word = String.raw`[\p{L}\p{N}_]`;
const letter = 'A-ZÀ-Ü';

/** A `word` is a keyword or a name. */
const patterns: readonly (readonly [pattern: string, kind: Kind | 'word'])[] = [
  [String.raw`(?:--|# ).*?(?:\r\n|\r|\n|$)`, 'other'],
  [String.raw`/\*[^]*?\*/`, 'other'],
  [String.raw`\r\n|\s`, 'blank'],
  [':=', 'other'],
  ['::', 'punctuation'],
  [String.raw`\*`, 'wildcard'],
  ['`(?:``|[^`])*`', 'name'],
  ['´(?:´´|[^´])*´', 'name'],
  [String.raw`\?|%(?:\(${word}+\))?s|(?<!${word})[$:?]${word}+`, 'placeholder'],
  [String.raw`\\${word}+`, 'other'],
  [`(?:CASE|IN|VALUES|USING|FROM|AS)(?!${word})`, 'keyword'],
  [`(?:@|##|#)[${letter}]${word}+`, 'name'],
  [String.raw`[${letter}]${word}*(?=\s*\.(?!\p{Nd}))`, 'name'],
  [String.raw`(?<=\.)[${letter}]${word}*`, 'name'],
  [String.raw`[${letter}]${word}*(?=\()`, 'name'],
  [String.raw`-?0x[\dA-F]+`, 'other'],
  [String.raw`-?\d+(?:\.\d+)?E-?\d+`, 'float'],
  [String.raw`(?![_${letter}])-?(?:\d+\.\d*|\.\d+)(?![_${letter}])`, 'float'],
  [String.raw`(?![_${letter}])-?\d+(?![_${letter}])`, 'integer'],
  [String.raw`'(?:''|\\'|[^'])*'`, 'string'],
  [String.raw`"(?:""|\\"|[^"])*"`, 'symbol'],
  [String.raw`(?<![\p{L}\p{N}_\])])\[[^\]\[]+\]`, 'name'],
  [String.raw`NOT\s+NULL(?!${word})`, 'keyword'],
  [String.raw`(?:ASC|DESC)(?:\s+NULLS\s+(?:FIRST|LAST))?(?!${word})`, 'order'],
  [String.raw`(?:ORDER|GROUP)\s+BY(?!${word})`, 'keyword'],
  [String.raw`(?:NOT\s+)?(?:LIKE|ILIKE|RLIKE|REGEXP)(?!${word})`, 'comparator'],
  [String.raw`${word}[$#\p{L}\p{N}_]*`, 'word'],
  [String.raw`[;:()\[\],.]`, 'punctuation'],
  [String.raw`->>?|#>>?|@>|<@|\?\|?|\?&|-|#-`, 'operator'],
  ['[<>=~!]+', 'comparator'],
  ['[+/@#%^&|-]+', 'operator'],
  ['[^]', 'other'],
];

const matchers = patterns.map(([pattern, kind]) => ({ matcher: new RegExp(pattern, 'iuy'), kind }));

/** Of sqlparse's hundreds those that somebody may write into a filter. Any other is refused too, in other words. */
const keywords = new Set(
  (
    'ALL AND ANY ASC BETWEEN BY CONTAINS DESC DISTINCT ELSE END ESCAPE EXISTS FALSE GROUP HAVING IF IS JOIN LIMIT NOT ' +
    'NULL OFFSET ON OR ORDER SELECT SET SIMILAR SOME THEN TO TRUE UNION WHEN WHERE WITH XOR'
  ).split(' '),
);

/** Every character of the text is in one token. */
export function lex(text: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; at += tokens.at(-1)?.text.length ?? 1) tokens.push(tokenAt(text, at));
  return tokens;
}

function tokenAt(text: string, at: number): Token {
  for (const { matcher, kind } of matchers) {
    matcher.lastIndex = at;
    const found = matcher.exec(text)?.[0];
    if (found === undefined) continue;
    if (kind !== 'word') return { kind, text: found };
    return { kind: keywords.has(found.toUpperCase()) ? 'keyword' : 'name', text: found };
  }
  return { kind: 'other', text: text.charAt(at) };
}

export function isKeyword(token: Token | undefined, word: string): boolean {
  return token?.kind === 'keyword' && token.text.toUpperCase() === word;
}
