import { isKeyword, type Kind, type Token } from './lex.ts';

/**
 * Puts tokens together as sqlparse does, pass by pass: only the outermost level matters, what lies in parentheses is
 * read as text.
 */
export function group(tokens: readonly Token[]): readonly Token[] {
  return passes.reduce((grouped, pass) => pass(grouped), tokens);
}

type Pass = (tokens: readonly Token[]) => readonly Token[];

/** A token that draws its neighbours, blanks left aside, into one. */
interface Joint {
  readonly kind: Kind;
  readonly at: (token: Token) => boolean;
  readonly left: readonly Kind[] | 'any';
  readonly right: readonly Kind[] | 'any';
  /** Without a right side it is joined to its left alone. */
  readonly rightIsOptional?: true;
}

const operands: readonly Kind[] = [
  'integer',
  'float',
  'string',
  'name',
  'placeholder',
  'parenthesis',
  'function',
  'identifier',
  'operation',
];
const owners: readonly Kind[] = ['brackets', 'identifier', 'name', 'symbol'];

const passes: readonly Pass[] = [
  (tokens) => enclose(tokens, '[', ']', 'brackets'),
  (tokens) => enclose(tokens, '(', ')', 'parenthesis'),
  (tokens) => follow(tokens, ['name', 'placeholder'], ['parenthesis'], 'function'),
  join({
    kind: 'identifier',
    at: (token) => token.text === '.' || token.text === '->' || token.text === '->>',
    left: owners,
    right: ['brackets', 'function', 'name', 'symbol', 'wildcard', 'string'],
    rightIsOptional: true,
  }),
  join({
    kind: 'identifier',
    at: ({ kind }) => kind === 'brackets',
    left: [...owners, 'function'],
    right: [],
    rightIsOptional: true,
  }),
  (tokens) =>
    tokens.map((token) =>
      token.kind === 'name' || token.kind === 'symbol' ? { ...token, kind: 'identifier' } : token,
    ),
  (tokens) => follow(tokens, ['identifier', 'integer', 'float'], ['order'], 'identifier'),
  join({ kind: 'identifier', at: (token) => token.text === '::', left: 'any', right: 'any' }),
  join({
    kind: 'operation',
    at: ({ kind }) => kind === 'operator' || kind === 'wildcard',
    left: [...operands, 'brackets'],
    right: [...operands, 'brackets'],
  }),
  join({
    kind: 'comparison',
    at: ({ kind }) => kind === 'comparator',
    left: [...operands, 'symbol'],
    right: [...operands, 'symbol'],
  }),
  (tokens) =>
    follow(
      tokens,
      ['parenthesis', 'function', 'identifier', 'operation', 'comparison', 'integer', 'float'],
      ['identifier'],
      'identifier',
    ),
];

function enclose(tokens: readonly Token[], open: string, close: string, kind: Kind): readonly Token[] {
  const list: Token[] = [];
  const opened: number[] = [];
  for (const token of tokens) {
    list.push(token);
    if (token.kind !== 'punctuation') continue;
    if (token.text === open) opened.push(list.length - 1);
    const start = token.text === close ? opened.pop() : undefined;
    if (start !== undefined) list.push(merge(kind, list.splice(start)));
  }
  return list;
}

/** Joins a token to the next one, which may be blanks away. */
function follow(
  tokens: readonly Token[],
  first: readonly Kind[],
  second: readonly Kind[],
  kind: Kind,
): readonly Token[] {
  const list = [...tokens];
  for (let at = 0; at < list.length; at += 1) {
    const next = nextAfter(list, at);
    if (first.includes(list[at]?.kind ?? 'blank') && second.includes(list[next]?.kind ?? 'blank')) {
      list.splice(at, next - at + 1, merge(kind, list.slice(at, next + 1)));
    }
  }
  return list;
}

/**
 * One walk over the tokens as they were before the pass. A token that was just drawn into a group still counts as the
 * left neighbour of the next joint, whereby `a = b = c` becomes one comparison with another as its left side.
 */
function join(joint: Joint): Pass {
  return (tokens) => {
    const list = [...tokens];
    let gone = 0;
    let left: Token | undefined;
    let leftAt = 0;
    tokens.forEach((token, index) => {
      const at = index - gone;
      if (at < 0 || token.kind === 'blank') return;
      const next = nextAfter(list, at);
      const to = rightEnd(joint, list, at, next);
      if (joint.at(token) && left !== undefined && allows(joint.left, left) && to !== undefined) {
        left = merge(joint.kind, list.slice(leftAt, to + 1));
        list.splice(leftAt, to - leftAt + 1, left);
        gone += to - leftAt;
        return;
      }
      left = token;
      leftAt = at;
    });
    return list;
  };
}

function rightEnd(joint: Joint, list: readonly Token[], at: number, next: number): number | undefined {
  const right = list[next];
  const isNull = joint.kind === 'comparison' && isKeyword(right, 'NULL');
  if (right !== undefined && (isNull || allows(joint.right, right))) return next;
  return joint.rightIsOptional ? at : undefined;
}

function allows(kinds: Joint['left'], token: Token): boolean {
  return kinds === 'any' || kinds.includes(token.kind);
}

function nextAfter(list: readonly Token[], at: number): number {
  let next = at + 1;
  while (list[next]?.kind === 'blank') next += 1;
  return next;
}

function merge(kind: Kind, parts: readonly Token[]): Token {
  const text = parts.map((part) => part.text).join('');
  return { kind, text, parts: parts.filter((part) => part.kind !== 'blank') };
}
