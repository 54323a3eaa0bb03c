import { lex, type Token } from './lex.ts';
import { QuerySyntaxError } from './syntax-error.ts';

/** A part of an expression. */
export type Node =
  | { readonly kind: 'value'; readonly value: string | number | bigint | boolean | null }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'list' | 'tuple'; readonly items: readonly Node[] }
  | { readonly kind: 'dict'; readonly members: readonly (readonly [Node, Node])[] }
  | { readonly kind: 'attribute'; readonly of: Node; readonly name: string }
  | { readonly kind: 'item'; readonly of: Node; readonly key: Node }
  | { readonly kind: 'call'; readonly of: Node; readonly args: readonly Node[] }
  | { readonly kind: 'not' | 'minus'; readonly of: Node }
  | { readonly kind: 'and' | 'or'; readonly left: Node; readonly right: Node }
  | { readonly kind: 'sum'; readonly sign: string; readonly left: Node; readonly right: Node }
  | { readonly kind: 'compare'; readonly first: Node; readonly rest: readonly (readonly [sign: string, Node])[] };

const words: Readonly<Record<string, boolean | null>> = { True: true, False: false, None: null };

/**
 * Reads the part of Python's grammar that queries are made of. Libraries that parse Python here do so for highlighting:
 * they take `not a and b` for `not (a and b)`.
 */
export function parse(source: string): Node {
  const tokens = lex(source);
  let at = 0;

  const peek = (): Token => tokens[at] ?? { kind: 'end', text: '', at: source.length };
  const isNext = (...texts: readonly string[]): boolean => {
    return (peek().kind === 'sign' || peek().kind === 'name') && texts.includes(peek().text);
  };
  const fail = (): never => {
    throw new QuerySyntaxError(source, peek().at);
  };
  function accept(text: string): boolean {
    if (!isNext(text)) return false;
    at += 1;
    return true;
  }
  function expect(text: string): void {
    if (!accept(text)) fail();
  }

  function disjunction(): Node {
    let left = conjunction();
    while (accept('or')) left = { kind: 'or', left, right: conjunction() };
    return left;
  }
  function conjunction(): Node {
    let left = inversion();
    while (accept('and')) left = { kind: 'and', left, right: inversion() };
    return left;
  }
  function inversion(): Node {
    return accept('not') ? { kind: 'not', of: inversion() } : comparison();
  }
  function comparison(): Node {
    const first = sum();
    const rest: (readonly [string, Node])[] = [];
    for (let sign = comparator(); sign !== undefined; sign = comparator()) rest.push([sign, sum()]);
    return rest.length === 0 ? first : { kind: 'compare', first, rest };
  }
  function comparator(): string | undefined {
    if (accept('not')) {
      expect('in');
      return 'not in';
    }
    const sign = ['==', '!=', '<=', '>=', '<', '>', 'in'].find((text) => accept(text));
    return sign;
  }
  function sum(): Node {
    let left = product();
    while (isNext('+', '-')) left = binary(left, product);
    return left;
  }
  function product(): Node {
    let left = signed();
    while (isNext('*')) left = binary(left, signed);
    return left;
  }
  function binary(left: Node, next: () => Node): Node {
    const sign = peek().text;
    at += 1;
    return { kind: 'sum', sign, left, right: next() };
  }
  function signed(): Node {
    return accept('-') ? { kind: 'minus', of: signed() } : postfix();
  }
  function postfix(): Node {
    let node = atom();
    for (;;) {
      if (accept('.')) node = { kind: 'attribute', of: node, name: identifier() };
      else if (accept('(')) node = { kind: 'call', of: node, args: listUntil(')') };
      else if (accept('[')) {
        const keys = listUntil(']');
        node = { kind: 'item', of: node, key: keys.length === 1 && keys[0] ? keys[0] : { kind: 'tuple', items: keys } };
      } else return node;
    }
  }
  function identifier(): string {
    const { kind, text } = peek();
    if (kind !== 'name') fail();
    at += 1;
    return text;
  }
  function listUntil(close: string): readonly Node[] {
    const items: Node[] = [];
    while (!accept(close)) {
      items.push(disjunction());
      if (!isNext(close)) expect(',');
    }
    return items;
  }
  function atom(): Node {
    const { kind, text } = peek();
    if (accept('(')) {
      const items = listUntil(')');
      return items.length === 1 && items[0] ? items[0] : { kind: 'tuple', items };
    }
    if (accept('[')) return { kind: 'list', items: listUntil(']') };
    if (accept('{')) return dict();
    if (kind === 'end' || kind === 'sign') fail();
    at += 1;
    if (kind === 'text') return { kind: 'value', value: text };
    if (kind === 'number') return { kind: 'value', value: numberOf(text) };
    const word = words[text];
    return word === undefined ? { kind: 'name', name: text } : { kind: 'value', value: word };
  }
  function dict(): Node {
    const members: (readonly [Node, Node])[] = [];
    while (!accept('}')) {
      const key = disjunction();
      expect(':');
      members.push([key, disjunction()]);
      if (!isNext('}')) expect(',');
    }
    return { kind: 'dict', members };
  }

  const node = disjunction();
  if (peek().kind !== 'end') fail();
  return node;
}

function numberOf(text: string): number | bigint {
  const number = Number(text);
  return /^\d+$/.test(text) && !Number.isSafeInteger(number) ? BigInt(text) : number;
}
