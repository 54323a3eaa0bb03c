import { posix } from 'node:path';
import { invalid } from '../fault.ts';
import { pythonRepr } from '../python-text.ts';
import { writeJson } from '../wire/write-json.ts';

const badCharacter =
  'Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) and slashes (/).';

/** The rule for keys of metrics, params and tags, which file stores make paths of. `path` is where the key was sent. */
export function checkKey(key: string, path: string): void {
  const complaint = complaintAboutKey(key);
  if (complaint === undefined) return;
  throw invalid(`Invalid value ${writeJson(key, 'tight')} for parameter '${path}' supplied: ${complaint}`);
}

function complaintAboutKey(key: string): string | undefined {
  if (!/^[/\p{L}\p{N}_.\- :]*\n?$/u.test(key)) return badCharacter;
  const isNormal = key.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
  if (isNormal && !key.startsWith('..')) return undefined;
  const resolved = posix.normalize(key).replace(/(?<=.)\/$/, '');
  return (
    'Names may be treated as files in certain cases, and must not resolve to other names when treated as such. ' +
    `This name would resolve to ${pythonRepr(resolved)}`
  );
}

/** Python counts code points. */
export function checkLength(name: string, limit: number, text: string): void {
  if (Array.from(text).length > limit) throw invalid(`'${name}' exceeds the maximum length of ${limit} characters`);
}

/** Values that are too long are cut, without a word to the client. */
export function truncate(text: string, limit: number): string {
  return text.length <= limit ? text : Array.from(text).slice(0, limit).join('');
}
