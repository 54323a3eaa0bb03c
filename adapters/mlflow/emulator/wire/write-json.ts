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
  let written = '';
  if (isList(value)) {
    for (const element of value) {
      if (written !== '') written += item[layout];
      written += inner + writeJson(element, layout, depth + 1);
    }
    return written === '' ? '[]' : `[${written}${outer}]`;
  }
  for (const key of Object.keys(value)) {
    const member = value[key];
    if (member === undefined) continue;
    if (written !== '') written += item[layout];
    written += inner + writeText(key) + pair[layout] + writeJson(member, layout, depth + 1);
  }
  return written === '' ? '{}' : `{${written}${outer}}`;
}

function isList(value: Writable): value is readonly Writable[] {
  return Array.isArray(value);
}

/** Text that is written as it is. */
const plain = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;

function writeText(text: string): string {
  if (plain.test(text)) return `"${text}"`;
  return JSON.stringify(text).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
