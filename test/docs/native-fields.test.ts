import { z } from 'zod';
import { readers } from './native-runs.ts';
import { readPage, tableAt } from './page.ts';

// The two tables of docs/meaning.md that name words of trackers, word by word.

const page = readPage('docs/meaning.md');
const statuses = tableAt(page, 'Statuses');
const fields = tableAt(page, 'Which field of a tracker is which');
const wordsOf = (cell: string): readonly string[] => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);
const field = z.enum(['name', 'user', 'notes', 'group', 'jobType', 'startedAt', 'endedAt', 'parentId']);
const isTime = (name: string): boolean => name.endsWith('At');
const time = Date.parse('2026-03-05T12:00:00Z');

test('all trackers are in both tables', () => {
  expect(statuses.heads.slice(1)).toEqual(Object.keys(readers));
  expect(fields.heads.slice(1)).toEqual(Object.keys(readers));
  expect(fields.rows.map(([name]) => name)).toEqual(field.options);
});

describe.each(Object.entries(readers))('%s', (tracker, read) => {
  const column = statuses.heads.indexOf(tracker);

  test('has these words for statuses', () => {
    const rows = statuses.rows.flatMap(([status = '', ...cells]) =>
      wordsOf(cells[column - 1] ?? '').map((word) => [word, status]),
    );
    expect(rows.length).toBeGreaterThan(1);
    const found = rows.map(([word = '']) => [word, read({ status: word, texts: new Map(), times: new Map() }).status]);
    expect(found).toEqual(rows);
  });

  test.each(fields.rows.map((row) => [field.parse(row[0]), wordsOf(row[column] ?? '')] as const))(
    'has %s in %j',
    (name, words) => {
      const all = fields.rows.flatMap((row) =>
        isTime(row[0] ?? '') === isTime(name) ? wordsOf(row[column] ?? '') : [],
      );
      const others = all.filter((word) => !words.includes(word));
      // With everything that comes behind it, each word counts.
      words.forEach((word, index) => {
        const given = [...words.slice(index), ...others];
        const texts = new Map(given.map((one) => [one, `text of ${one}`]));
        const times = new Map(given.map((one) => [one, time + 1000 * all.indexOf(one)]));
        const found = isTime(name) ? read({ texts: new Map(), times }) : read({ texts, times: new Map() });
        expect(found[name]).toBe(isTime(name) ? times.get(word) : texts.get(word));
      });
      const without = new Map(others.map((word) => [word, 'text']));
      expect(read({ texts: isTime(name) ? new Map() : without, times: new Map() })[name]).toBeNull();
    },
  );
});
