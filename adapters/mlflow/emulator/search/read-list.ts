import { internal, invalid } from '../fault.ts';
import type { Generation } from '../generation.ts';
import { pythonRepr } from '../python-text.ts';

const wrongList = 'While parsing a list in the query, expected a non-empty list of string values, but got';

/** The items of a list in parentheses. */
export function readList(text: string, { pythonLists }: Generation): readonly string[] {
  if (/^[\s()]*$/.test(text)) throw invalid(`${wrongList} empty list`);
  return pythonLists ? readTuple(text) : readQuoted(text);
}

const quoted = String.raw`'(?:''|\\'|[^'])*'`;
const more = String.raw`[ \t]*,[ \t]*${quoted}`;
const quotedList = new RegExp(
  String.raw`^\((?:${quoted}|${quoted}(?:${more})+(?:\s+${quoted}(?:${more})*)*\s*,?\s*)\)$`,
);

/** Older servers want single quotes, and drop what holds an upper-case letter, or no letter at all, without a word. */
function readQuoted(text: string): readonly string[] {
  if (quotedList.test(text)) {
    return readTuple(text).filter((item) => item !== item.toUpperCase() && item === item.toLowerCase());
  }
  const holdsOthers = /^\(\S[^]*,\s*[^\s)]/.test(text) && !/,\s*,|\(\(/.test(text);
  throw holdsOthers ? wrongType(text) : invalid(`${wrongList} ill-formed list.`);
}

const string = String.raw`\s*(?:'(?:[^'\\\n]|\\[^])*'|"(?:[^"\\\n]|\\[^])*")`;
const item = new RegExp(String.raw`\s*(?:((?:${string})+)|([+-]?\d+(?:\.\d*)?)|([A-Za-z_]\w*))\s*(?:,|$)`, 'y');

/** A tuple as Python's literal_eval reads it: texts beside one another are one, and the last comma may dangle. */
function readTuple(text: string): readonly string[] {
  const body = text.replace(/^(?:\(\s*)+|(?:\s*\))+$/g, '');
  const values: (string | number)[] = [];
  let holdsName = false;
  for (let at = 0; at < body.length; at = item.lastIndex) {
    item.lastIndex = at;
    const [whole, strings, number, name] = item.exec(body) ?? [];
    if (whole === undefined) throw invalid(`${wrongList} ill-formed list.`);
    holdsName ||= name !== undefined;
    values.push(strings === undefined ? Number(number) : joinStrings(strings));
  }
  if (holdsName) throw internal('malformed node or string');
  const texts = values.filter((value) => typeof value === 'string');
  if (texts.length === values.length) return texts;
  throw wrongType(`(${values.map(pythonRepr).join(', ')}${values.length === 1 ? ',' : ''})`);
}

function wrongType(list: string): Error {
  return invalid(
    'While parsing a list in the query, expected string value, punctuation, or whitespace, ' +
      `but got different type in list: ${list}`,
  );
}

function joinStrings(strings: string): string {
  const parts = strings.match(new RegExp(string, 'g')) ?? [];
  return parts.map((part) => unescape(part.trim().slice(1, -1))).join('');
}

function unescape(body: string): string {
  const letters: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\n': '' };
  return body.replace(/\\([^])/g, (pair, letter: string) => letters[letter] ?? (/['"\\]/.test(letter) ? letter : pair));
}
