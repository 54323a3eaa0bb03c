import type { Json } from '../../../../src/contract/value.ts';
import { isArray } from './is-array.ts';
import { toDouble, toEnum, toInteger } from './proto-scalar.ts';

/** The type of a field of a request. The numbers of an enum count from one. */
export type Field =
  | { readonly type: 'text' | 'texts' | 'int32' | 'int64' | 'double' }
  | { readonly type: 'enum'; readonly names: readonly string[] }
  | { readonly type: 'message' | 'messages'; readonly fields: Fields };

export type Fields = Readonly<Record<string, Field>>;

/** A protobuf message as it was read: what is not set reads as the empty value of its type. */
export interface Message {
  has(field: string): boolean;
  text(field: string): string;
  integer(field: string): bigint;
  double(field: string): number;
  texts(field: string): readonly string[];
  message(field: string): Message;
  messages(field: string): readonly Message[];
}

export interface Reading {
  readonly message: Message;
  /** False where a type was wrong: the message then holds what came before, and nobody is told. */
  readonly complete: boolean;
}

/** Reads a request as Google's ParseDict does: fields in the order they came, unknown ones ignored, null as not set. */
export function readMessage(json: Json, fields: Fields): Reading {
  const draft = emptyDraft();
  return { complete: fill(draft, json, fields), message: seal(draft) };
}

interface Draft {
  readonly scalars: Map<string, string | bigint | number>;
  readonly texts: Map<string, string[]>;
  readonly messages: Map<string, Draft[]>;
}

function emptyDraft(): Draft {
  return { scalars: new Map(), texts: new Map(), messages: new Map() };
}

function fill(draft: Draft, json: Json, fields: Fields): boolean {
  if (typeof json !== 'object' || json === null) return false;
  for (const [key, value] of Object.entries(json)) {
    const name = Object.keys(fields).find((field) => field === key || camelCase(field) === key);
    const field = name === undefined ? undefined : fields[name];
    if (name === undefined || field === undefined || value === null) continue;
    if (!fillField(draft, name, field, value)) return false;
  }
  return true;
}

function fillField(draft: Draft, name: string, field: Field, value: Json): boolean {
  switch (field.type) {
    case 'texts':
      return fillTexts(draft, name, value);
    case 'message':
    case 'messages': {
      const items = field.type === 'message' ? [value] : value;
      return isArray(items) && fillMessages(draft, name, field.fields, items);
    }
    case 'enum': {
      const number = toEnum(value, field.names);
      if (typeof number === 'bigint') draft.scalars.set(name, number);
      return number !== undefined;
    }
    default: {
      const scalar = toScalar(value, field.type);
      if (scalar !== undefined) draft.scalars.set(name, scalar);
      return scalar !== undefined;
    }
  }
}

function toScalar(value: Json, type: 'text' | 'int32' | 'int64' | 'double'): string | bigint | number | undefined {
  if (type === 'text') return isText(value) ? value : undefined;
  return type === 'double' ? toDouble(value) : toInteger(value, type === 'int32' ? 32 : 64);
}

function fillTexts(draft: Draft, name: string, value: Json): boolean {
  if (!isArray(value)) return false;
  const texts: string[] = [];
  draft.texts.set(name, texts);
  for (const item of value) {
    if (!isText(item)) return false;
    texts.push(item);
  }
  return true;
}

function fillMessages(draft: Draft, name: string, fields: Fields, items: readonly Json[]): boolean {
  const messages: Draft[] = [];
  draft.messages.set(name, messages);
  for (const item of items) {
    const message = emptyDraft();
    messages.push(message);
    if (!fill(message, item, fields)) return false;
  }
  return true;
}

function seal({ scalars, texts, messages }: Draft): Message {
  const sealed = (field: string): readonly Message[] => (messages.get(field) ?? []).map(seal);
  return {
    has: (field) => scalars.has(field) || texts.has(field) || messages.has(field),
    text: (field) => String(scalars.get(field) ?? ''),
    integer: (field) => BigInt(scalars.get(field) ?? 0),
    double: (field) => Number(scalars.get(field) ?? 0),
    texts: (field) => texts.get(field) ?? [],
    message: (field) => sealed(field)[0] ?? seal(emptyDraft()),
    messages: sealed,
  };
}

function isText(value: Json): value is string {
  return typeof value === 'string' && value.isWellFormed();
}

/** The other name of a field, which protobuf's JSON may use too. */
export function camelCase(field: string): string {
  return field.replace(/_(.)/g, (_match, letter: string) => letter.toUpperCase());
}
