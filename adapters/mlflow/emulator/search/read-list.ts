import { internal, invalid } from '../fault.ts';
import type { Generation } from '../generation.ts';

const wrongList = 'While parsing a list in the query, expected a non-empty list of string values, but got';

/** The items of a list in parentheses. */
export function readList(text: string, generation: Generation): readonly string[] {
  return generation.pythonLists ? readTuple(text) : readQuoted(text);
}

/** Commas and blanks between texts in single quotes; whatever holds an upper-case letter, or no letter, is dropped. */
function readQuoted(text: string): readonly string[] {
  if (!/^\(\s*'(?:''|\\'|[^'])*'(?:\s*,\s*'(?:''|\\'|[^'])*')*\s*\)$/.test(text)) {
    throw invalid(`${wrongList} ${/^\(\s*\)$/.test(text) ? 'empty list' : 'ill-formed list.'}`);
  }
  return readTuple(text).filter((item) => item !== item.toUpperCase() && item === item.toLowerCase());
}

const string = /\s*(?:'((?:[^'\\\n]|\\[^])*)'|"((?:[^"\\\n]|\\[^])*)")/y;
const comma = /\s*(,?)/y;

/** A tuple as Python's literal_eval reads it: texts beside one another are one, and the last comma may dangle. */
function readTuple(text: string): readonly string[] {
  const body = text.slice(1, -1);
  const items: string[] = [];
  let at = 0;
  while (body.slice(at).trim() !== '') {
    let item = '';
    const start = at;
    for (let found = matchAt(string, body, at); found !== null; found = matchAt(string, body, at)) {
      item += unescape(found[1] ?? found[2] ?? '');
      at = string.lastIndex;
    }
    if (at === start) throw refusal(body);
    items.push(item);
    const separator = matchAt(comma, body, at);
    at = comma.lastIndex;
    if (separator?.[1] === '' && at < body.length) throw refusal(body);
  }
  if (items.length === 0) throw invalid(`${wrongList} empty list`);
  return items;
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** Numbers are literals of another type, names none at all, which nobody catches. */
function refusal(body: string): Error {
  if (/^[\s\d,.'"+-]*\d[\s,]*$/.test(body)) {
    return invalid(
      'While parsing a list in the query, expected string value, punctuation, or whitespace, ' +
        `but got different type in list: (${body.trim()}${body.includes(',') ? '' : ','})`,
    );
  }
  return /^[\w\s,'"]+$/.test(body) ? internal('malformed node or string') : invalid(`${wrongList} ill-formed list.`);
}

function unescape(body: string): string {
  const letters: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\n': '' };
  return body.replace(/\\([^])/g, (pair, letter: string) => letters[letter] ?? (/['"\\]/.test(letter) ? letter : pair));
}
