import { readFileSync } from 'node:fs';
import { collectionWords, fieldWords } from '../../../src/core/language/fields.ts';
import { parseWhere } from '../../../src/core/language/parse-where.ts';
import { printWhere } from '../../../src/core/language/print-where.ts';

// The page about the language: its examples are read, and nothing of the language is left out.

const page = readFileSync(new URL('../../../docs/language.md', import.meta.url), 'utf8');
const examples = Array.from(page.matchAll(/```where\n([^]*?)```/g), ([, code = '']) => code.trim().split('\n')).flat();

test('there are examples', () => {
  expect(examples.length).toBeGreaterThan(15);
});

test.each(examples)('%s', (example) => {
  const { filter } = parseWhere(example, Date.UTC(2026, 2, 8));
  expect(printWhere(parseWhere(printWhere(filter), 0).filter)).toBe(printWhere(filter));
});

test('every field and every word before a key is named', () => {
  const words = [...fieldWords.map(({ word }) => word), ...collectionWords.map(({ word }) => `${word}.`)];
  expect(words.filter((word) => !page.includes(word))).toEqual([]);
});
