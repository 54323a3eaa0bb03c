import { RE2JS } from 're2js';
import { RungraphError } from '../../contract/error.ts';

/** How the runs of a project are named, such as `{model}_{dataset}_{seed:\d+}`. */
export interface NamePattern {
  readonly pattern: string;
  /** The parts, in their order. */
  readonly keys: readonly string[];
  /** What a name says, part by part in that order; null for a name that does not fit. */
  readonly partsOf: (name: string) => ReadonlyMap<string, string> | null;
}

type Piece = { readonly literal: string } | { readonly key: string; readonly form: string | null };

/**
 * Parts match as little as they can, at least one character, and the last one the rest; a part may say its form, in RE2.
 * `{{` and `}}` are braces of the name.
 * @throws INVALID_QUERY for a pattern that cannot be read.
 */
export function readNamePattern(pattern: string): NamePattern {
  const pieces = toPieces(pattern);
  const parts = pieces.filter((piece) => 'key' in piece);
  const keys = parts.map(({ key }) => key);
  const twice = keys.find((key, at) => keys.indexOf(key) !== at);
  if (twice !== undefined) refuse(pattern, `the part ${twice} comes twice`);
  if (keys.length === 0) refuse(pattern, 'it has no part, such as {model}');
  const last = parts.at(-1);
  const source = pieces.map((piece) => {
    if (!('key' in piece)) return RE2JS.quote(piece.literal);
    const group = keys.indexOf(piece.key);
    const form = piece.form ?? (piece === last ? '.+' : '.+?');
    return `(?P<part${group}>${form})`;
  });
  const compiled = compile(pattern, `(?s)^${source.join('')}$`);
  return {
    pattern,
    keys,
    partsOf(name) {
      const matcher = compiled.matcher(name);
      if (!matcher.find()) return null;
      return new Map(keys.map((key, at): [string, string] => [key, matcher.group(`part${at}`) ?? '']));
    },
  };
}

function compile(pattern: string, source: string): RE2JS {
  try {
    return RE2JS.compile(source);
  } catch (error) {
    return refuse(pattern, `a form does not parse as RE2: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function toPieces(pattern: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let literal = '';
  const close = (): void => {
    if (literal !== '') pieces.push({ literal });
    literal = '';
  };
  for (let at = 0; at < pattern.length; at += 1) {
    const letter = pattern.charAt(at);
    if ((letter === '{' || letter === '}') && pattern.charAt(at + 1) === letter) {
      literal += letter;
      at += 1;
    } else if (letter === '{') {
      const end = endOfPart(pattern, at);
      const [, key = '', form] = /^([^:]*)(?::([^]*))?$/.exec(pattern.slice(at + 1, end)) ?? [];
      if (!/^[\p{L}\p{N}_.-]+$/u.test(key)) refuse(pattern, `"${key}" is no name of a part`);
      close();
      pieces.push({ key, form: form ?? null });
      at = end;
    } else if (letter === '}') refuse(pattern, 'a } closes nothing; one that is meant is written }}');
    else literal += letter;
  }
  close();
  return pieces;
}

/** A form may hold braces of its own, such as `\d{3}`. */
function endOfPart(pattern: string, start: number): number {
  let open = 0;
  for (let at = start; at < pattern.length; at += 1) {
    if (pattern.charAt(at) === '\\') at += 1;
    else if (pattern.charAt(at) === '{') open += 1;
    else if (pattern.charAt(at) === '}') {
      open -= 1;
      if (open === 0) return at;
    }
  }
  return refuse(pattern, 'a { is never closed');
}

function refuse(pattern: string, why: string): never {
  throw new RungraphError('INVALID_QUERY', `The name pattern "${pattern}": ${why}.`);
}
