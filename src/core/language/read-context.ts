import type { Json, MetricContext } from '../../contract/value.ts';
import type { JsonMembers, JsonNode } from './syntax.ts';

/** A metric's context as written behind it; undefined where none was. */
export function readContext(members: JsonMembers | null): MetricContext | undefined {
  return members === null ? undefined : readMembers(members);
}

function readMembers(members: JsonMembers): MetricContext {
  return Object.fromEntries(members.map(([key, value]): [string, Json] => [key, readJson(value)]));
}

/** NaN and the infinities, which some trackers keep in contexts, are words. */
const words: Readonly<Record<string, Json>> = {
  true: true,
  false: false,
  null: null,
  NaN: Number.NaN,
  Infinity,
  '-Infinity': -Infinity,
};

function readJson(node: JsonNode): Json {
  switch (node.kind) {
    case 'text':
      return String(JSON.parse(node.text));
    case 'number':
      return readNumber(node.text);
    case 'word':
      return words[node.text] ?? null;
    case 'list':
      return node.items.map(readJson);
    case 'object':
      return readMembers(node.members);
  }
}

/** Integers keep all their digits. */
export function readNumber(text: string): number | bigint {
  const number = Number(text);
  const exact = Number.isSafeInteger(number) || !/^[+-]?\d+$/.test(text);
  return exact ? number : BigInt(text.replace(/^\+/, ''));
}
