import { aggregateWords, collectionWords, fieldWords } from './fields.ts';
import { nearest } from './nearest.ts';

/** What may stand at a place of a text, by the names that the grammar gives its rules. */
interface Expected {
  /** For an error; undefined where saying it would only confuse. */
  readonly says?: string;
  /** Words that it may begin with. */
  readonly words?: readonly string[];
  /** Signs that a misspelt one may mean. */
  readonly signs?: readonly string[];
}

const fieldStarts = [
  ...fieldWords.map(({ word }) => word),
  ...collectionWords.map(({ word }) => word),
  ...Object.keys(aggregateWords),
];

const rules: Readonly<Record<string, Expected>> = {
  'a field': { says: 'a field such as name, params.lr or metrics.loss', words: fieldStarts },
  not: { says: '"not"', words: ['not'] },
  and: { says: '"and"', words: ['and'] },
  or: { says: '"or"', words: ['or'] },
  in: { says: '"in"', words: ['in'] },
  is: { says: '"is"', words: ['is'] },
  'a comparison': { says: 'one of = != < <= > >=', signs: ['>=', '<=', '!=', '=', '<', '>'] },
  'a match': { says: '~' },
  'a text operator': {
    says: '"contains", "startsWith", "endsWith", "like"',
    words: ['contains', 'startsWith', 'endsWith', 'like', 'ilike'],
  },
  'a state': { says: '"missing", "null" or "nan"', words: ['missing', 'null', 'nan'] },
  'a key': { says: 'a key; one with other characters than letters, digits and _ - / : @ % . stands in quotes' },
  'a key in quotes': { says: "a key in quotes, such as params['batch size']" },
  'a text in quotes': { says: 'a text in quotes' },
  'a number': { says: 'a number' },
  'true or false': { says: 'true or false', words: ['true', 'false'] },
  '(': { says: '(' },
  ')': { says: ')' },
  'the end': { says: 'the end' },
};

/** For what is said only where nothing else could stand there. */
const marks: Readonly<Record<string, string>> = { ']': ']', '[': '[', '.': '.', ',': ',', 'a context': 'a context' };

/** What would have been understood, for people: "a comparison, in or is". */
export function sayExpected(rulesFound: readonly string[]): string {
  const said = Object.entries(rules)
    .filter(([rule]) => rulesFound.includes(rule))
    .flatMap(([, { says }]) => (says === undefined ? [] : [says]));
  const shown = said.length > 0 ? said : rulesFound.flatMap((rule) => marks[rule] ?? []);
  const [last = 'something else', ...others] = shown.reverse();
  return others.length === 0 ? last : `${others.reverse().join(', ')} or ${last}`;
}

/** Words that could stand there. */
export function expectedWords(rulesFound: readonly string[]): readonly string[] {
  return rulesFound.flatMap((rule) => rules[rule]?.words ?? []);
}

/** How other languages spell what is a word here. */
const foreignSigns: Readonly<Record<string, string>> = { '&&': 'and', '&': 'and', '||': 'or', '|': 'or', '!': 'not' };

/** The word or sign that was probably meant by one that was not expected. */
export function meantWord(written: string, rulesFound: readonly string[]): string | undefined {
  const words = expectedWords(rulesFound);
  const sign = Object.hasOwn(foreignSigns, written) ? foreignSigns[written] : undefined;
  if (sign !== undefined && words.includes(sign)) return sign;
  const signs = rulesFound.flatMap((rule) => rules[rule]?.signs ?? []);
  return nearest(written, /^[=<>!~]+$/.test(written) ? signs : words);
}
