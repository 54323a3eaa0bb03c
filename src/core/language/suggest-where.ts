import type { KeyKind } from '../../contract/key.ts';
import { runStatuses } from '../../contract/run.ts';
import { aggregateWords, collectionWords, fieldWords, findCollection, findField } from './fields.ts';
import { checkLimits, type OpenText } from './limits.ts';
import { isBareKey } from './print-literal.ts';
import { expectedWords } from './expected.ts';
import { tryGrammar } from './read-syntax.ts';

/** What may be written at the end of a text. */
export interface Suggestion {
  /** To be put behind the text as it stands. */
  readonly insert: string;
  /** The whole word that results. */
  readonly label: string;
  readonly detail: string | null;
}

/** Keys that are known and start with `prefix`, best first; none where nothing is known. */
export type KnownKeys = (kind: KeyKind | 'NAME_PART', prefix: string) => readonly string[];

const most = 50;

/** Words, fields and keys that the text could go on with. @throws INVALID_QUERY beyond the limits of the language. */
export function suggestWhere(text: string, keysOf: KnownKeys): readonly Suggestion[] {
  const open = checkLimits(text);
  const keys = suggestKeys(text, open, keysOf) ?? suggestStatuses(text, open);
  if (keys !== undefined) return keys.slice(0, most);
  if (open.quote !== undefined) return [];
  const [partial = ''] = /[\p{L}\p{M}\p{N}_]*$/u.exec(text) ?? [];
  const before = text.slice(0, text.length - partial.length);
  const longer = wordsAt(before).filter(({ label }) => continues(label, partial));
  if (partial !== '' && longer.length > 0) return longer.map((word) => cut(word, partial)).slice(0, most);
  // Behind a whole word or a closing mark the next word stands apart.
  const gap = /(?:^|[\s(])$/.test(text) ? '' : ' ';
  return wordsAt(text + gap).map((word) => ({ ...word, insert: gap + word.insert }));
}

/** A character that nothing of the language starts with, so that the grammar tells what it expected there. */
const nothing = '\0';

const details = new Map(
  [...fieldWords, ...collectionWords].map(({ word, detail }): [string, string] => [word, detail]),
);

function wordsAt(before: string): readonly Suggestion[] {
  const read = tryGrammar(before + nothing);
  if (read.node !== undefined || read.offset !== before.length) return [];
  return expectedWords(read.expected).map((word) => ({
    insert: word + tail(word),
    label: word,
    detail: details.get(word) ?? null,
  }));
}

function tail(word: string): string {
  if (collectionWords.some((collection) => collection.word === word)) return '.';
  return Object.hasOwn(aggregateWords, word) ? '(metrics.' : '';
}

function continues(word: string, partial: string): boolean {
  return word.length > partial.length && word.toLowerCase().startsWith(partial.toLowerCase());
}

function cut(word: Suggestion, partial: string): Suggestion {
  return { ...word, insert: word.insert.slice(partial.length) };
}

const kinds = { param: 'PARAM', metric: 'METRIC', tag: 'TAG', namePart: 'NAME_PART' } as const;

/** Keys behind `params.`, bare or in a quote that is open; undefined where the text does not end in one. */
function suggestKeys(text: string, { quote }: OpenText, keysOf: KnownKeys): readonly Suggestion[] | undefined {
  const bare = /([\p{L}_]+)\.([\p{L}\p{M}\p{N}_\-/:@%.]*)$/u.exec(text);
  const quoted = quote === undefined ? null : /([\p{L}_]+)(?:\.|\[\s*)$/u.exec(text.slice(0, quote.offset));
  const [, head = '', written = ''] = quoted ?? (quote === undefined ? bare : null) ?? [];
  const collection = findCollection(head);
  if (collection === undefined) return undefined;
  const mark = quoted === null ? '' : (quote?.mark ?? '');
  const partial = quoted === null ? written : text.slice((quote?.offset ?? 0) + 1);
  const keys = keysOf(kinds[collection.kind], partial).filter((key) => key.startsWith(partial) && key !== partial);
  return keys.flatMap((key): readonly Suggestion[] => {
    const suggestion = { label: key, detail: collection.detail };
    if (mark !== '')
      return key.includes(mark) || key.includes('\\')
        ? []
        : [{ ...suggestion, insert: key.slice(partial.length) + mark }];
    if (isBareKey(key)) return [{ ...suggestion, insert: key.slice(partial.length) }];
    return partial === '' && !key.includes('`') ? [{ ...suggestion, insert: `\`${key}\`` }] : [];
  });
}

/** The words of a status behind its comparison, with the quote that is open or one of their own. */
function suggestStatuses(text: string, { quote }: OpenText): readonly Suggestion[] | undefined {
  const before = quote === undefined ? text : text.slice(0, quote.offset);
  const match = /([\p{L}_]+)\s*(?:==?|!=|<>|in\s*\((?:[^()]*,)?)\s*$/iu.exec(before);
  if (match === null || findField(match[1] ?? '')?.kind !== 'status' || quote?.mark === '`') return undefined;
  const mark = quote?.mark ?? "'";
  const partial = quote === undefined ? '' : text.slice(quote.offset + 1);
  const words = runStatuses.filter((status) => continues(status, partial) && status.startsWith(partial));
  return words.map((word) => ({
    insert: `${quote === undefined ? mark : ''}${word.slice(partial.length)}${mark}`,
    label: word,
    detail: 'a status',
  }));
}
