import type { Operator } from '../../contract/filter.ts';

// What the grammar makes of a text, before anything is known about fields and values. Every piece knows where it stood.

/** A place in the text, in UTF-16 units from its start. */
export interface Spot {
  readonly offset: number;
  readonly length: number;
}

export interface Located {
  readonly spot: Spot;
}

/** A word of the text, without its quotes. */
export interface Word extends Located {
  readonly text: string;
}

export type Node =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Node[] }
  | { readonly kind: 'not'; readonly part: Node }
  | ClauseNode;

export interface ClauseNode {
  readonly kind: 'clause';
  readonly subject: Call | Reference;
  readonly test: Test;
}

/** `min(metrics.loss)`. */
export interface Call {
  readonly kind: 'call';
  readonly name: Word;
  readonly inner: Reference;
}

/** `name`, `params.lr` or `metrics.loss{"subset": "val"}`. */
export interface Reference {
  readonly kind: 'reference';
  readonly head: Word;
  readonly key: Word | null;
  readonly context: JsonMembers | null;
}

/** JSON with its texts and numbers as they were spelled, so that no digit is lost. */
export type JsonNode =
  | { readonly kind: 'text' | 'number' | 'word'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'object'; readonly members: JsonMembers };
export type JsonMembers = readonly (readonly [key: string, value: JsonNode])[];

export type Comparison = Extract<Operator, 'eq' | 'ne' | 'lt' | 'lte' | 'gt' | 'gte'>;

export type Test =
  | ({ readonly kind: 'compare'; readonly operator: Comparison; readonly operand: Literal } & Located)
  | ({ readonly kind: 'in'; readonly negated: boolean; readonly operands: readonly Literal[] } & Located)
  | ({ readonly kind: 'is'; readonly negated: boolean; readonly state: 'missing' | 'nan' } & Located)
  | TextTest;

export interface TextTest extends Located {
  readonly kind: 'text';
  readonly negated: boolean;
  readonly word: 'contains' | 'startswith' | 'endswith' | 'like' | 'ilike' | 'matches';
  readonly operand: Literal;
}

export type Literal = (
  | { readonly kind: 'text'; readonly text: string; readonly ignoreCase: boolean }
  | { readonly kind: 'number'; readonly text: string }
  | { readonly kind: 'constant'; readonly word: 'true' | 'false' | 'null' | 'nan' }
  | { readonly kind: 'list'; readonly items: readonly Literal[] }
  | { readonly kind: 'time'; readonly name: string; readonly argument: string | null }
  | { readonly kind: 'bare'; readonly text: string }
) &
  Located;
