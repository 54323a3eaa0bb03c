import { pythonFloat } from '../python-text.ts';

/** What can be written. A number is a double and a bigint an int64; members that are undefined are left out. */
export type Writable =
  string | number | bigint | boolean | null | readonly Writable[] | { readonly [key: string]: Writable | undefined };

/** How Python's json.dumps is told to write: `tight` is Flask, `spaced` is for errors, `pretty` is for protobuf. */
export type JsonLayout = 'tight' | 'spaced' | 'pretty';

const item = { tight: ',', spaced: ', ', pretty: ',' } as const;
const pair = { tight: ':', spaced: ': ', pretty: ': ' } as const;

/**
 * JSON as Python writes it: doubles keep their point, NaN and the infinities are bare tokens, which JSON.parse refuses,
 * int64 have all their digits, and whatever is not ASCII is escaped.
 */
export function writeJson(value: Writable, layout: JsonLayout, depth = 0): string {
  if (typeof value === 'string') return writeText(value);
  if (typeof value === 'number') return pythonFloat(value, { nan: 'NaN', infinity: 'Infinity' });
  if (typeof value !== 'object' || value === null) return String(value);
  const inner = layout === 'pretty' ? `\n${'  '.repeat(depth + 1)}` : '';
  const outer = layout === 'pretty' ? `\n${'  '.repeat(depth)}` : '';
  if (isList(value)) {
    const items = value.map((element) => inner + writeJson(element, layout, depth + 1));
    return items.length === 0 ? '[]' : `[${items.join(item[layout])}${outer}]`;
  }
  const members = Object.entries(value).flatMap(([key, member]) =>
    member === undefined ? [] : [`${inner}${writeText(key)}${pair[layout]}${writeJson(member, layout, depth + 1)}`],
  );
  return members.length === 0 ? '{}' : `{${members.join(item[layout])}${outer}}`;
}

function isList(value: Writable): value is readonly Writable[] {
  return Array.isArray(value);
}

function writeText(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
