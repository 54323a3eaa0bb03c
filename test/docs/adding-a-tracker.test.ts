import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { blocksOf, readPage } from './page.ts';

// docs/adding-a-tracker.md shows the files of test/logbook as they are. The conformance suite is run against these.

const folder = fileURLToPath(new URL('../logbook/', import.meta.url));
const blocks = blocksOf(readPage('docs/adding-a-tracker.md')).filter(({ info }) => info.startsWith('ts '));

/** A tracker has its files in two folders; those of the page's lie in one. */
function inOneFolder(text: string): string {
  return text
    .replaceAll("'../../../adapters/logbook/", "'./")
    .replaceAll("'../../../src/", "'../../src/")
    .replaceAll("'../../conformance/", "'../conformance/");
}

test.each(blocks.map(({ info, text }) => [info.slice('ts '.length), text]))('%s is a file that runs', (path, text) => {
  const [, isTest, name = ''] = /^(test\/)?adapters\/logbook\/([\w.-]+)$/.exec(path) ?? [];
  expect(isTest === undefined ? text : inOneFolder(text)).toBe(readFileSync(folder + name, 'utf8'));
});

test('the page shows every file', () => {
  const shown = blocks.map(({ info }) => info.split('/').at(-1));
  const there = readdirSync(folder, { withFileTypes: true }).flatMap((file) => (file.isFile() ? [file.name] : []));
  expect([...shown].sort()).toEqual(there.sort());
});
