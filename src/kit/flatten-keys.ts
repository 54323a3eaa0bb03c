import type { Value } from '../contract/value.ts';

/** How nested values of one kind are taken apart. */
export interface Nesting<Item> {
  /** A scalar as a value; undefined for everything else. */
  readonly scalar: (item: Item) => Value | undefined;
  readonly list: (item: Item) => readonly Item[] | undefined;
  /** The members of an object that is taken apart; undefined for one that is left whole, and for what is none. */
  readonly members: (item: Item, key: string) => readonly (readonly [key: string, item: Item])[] | undefined;
}

export interface Flat<Item> {
  /** Each key once. */
  readonly values: readonly (readonly [key: string, value: Value])[];
  /** What has no value: objects that are left whole or empty, and what lies under a key that another one has. */
  readonly others: readonly (readonly [key: string, item: Item])[];
}

type Members<Item> = readonly (readonly [key: string, item: Item])[];

/**
 * Nested objects under keys joined with dots. A list is one value, unless there is an object in it: then its places are
 * keys. Where two lead to one key, the plainer one has it, in whatever order they come: `a.b` before `b` within `a`.
 */
export function flattenKeys<Item>(members: Members<Item>, nesting: Nesting<Item>): Flat<Item> {
  const { isDouble, ...flat } = visitAll(members, nesting, (inner) => inner);
  if (!isDouble) return flat;
  const { values, others } = visitAll(members, nesting, plainerFirst);
  return { values, others };
}

function plainerFirst<Item>(members: Members<Item>): Members<Item> {
  return [...members].sort(([a], [b]) => b.length - a.length);
}

/** The first that leads to a key has it. */
function visitAll<Item>(
  members: Members<Item>,
  nesting: Nesting<Item>,
  order: (members: Members<Item>) => Members<Item>,
): Flat<Item> & { readonly isDouble: boolean } {
  const values = new Map<string, Value>();
  const others: (readonly [string, Item])[] = [];
  let isDouble = false;

  function visit(key: string, item: Item): void {
    const plain = valueOf(item, nesting);
    const inner = plain === undefined ? (nesting.list(item)?.map(placed) ?? nesting.members(item, key) ?? []) : [];
    isDouble ||= values.has(key);
    if (plain !== undefined && !values.has(key)) values.set(key, plain);
    else if (inner.length === 0) others.push([key, item]);
    else for (const [name, own] of order(inner)) visit(`${key}.${name}`, own);
  }

  for (const [key, item] of order(members)) visit(key, item);
  return { values: [...values], others, isDouble };
}

function placed<Item>(item: Item, index: number): readonly [string, Item] {
  return [String(index), item];
}

/** A scalar, or a list of nothing but scalars and such lists. */
function valueOf<Item>(item: Item, nesting: Nesting<Item>): Value | undefined {
  const list = nesting.list(item);
  if (list === undefined) return nesting.scalar(item);
  const values: Value[] = [];
  for (const one of list) {
    const value = valueOf(one, nesting);
    if (value === undefined) return undefined;
    values.push(value);
  }
  return values;
}
