import { execSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { trackers } from '../../adapters/registry.ts';

// Every file that a page or a comment names is there.

const root = fileURLToPath(new URL('../..', import.meta.url));
const files = execSync('git ls-files --cached --others --exclude-standard', { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '' && existsSync(root + file) && !file.startsWith('src/generated/'));
const read = (file: string): string => readFileSync(root + file, 'utf8');

/** Paths from the root, as text names them; `<tracker>` stands for every tracker. */
function pathsIn(text: string): readonly string[] {
  const named = text.match(/(?<![\w/.*-])(src|adapters|test|docs|schema|bench|tools)\/[\w./<>*-]*/g) ?? [];
  const paths = named.map((path) => path.replace(/[.\s]+$/, '')).filter((path) => !path.includes('*'));
  return [...new Set(paths.flatMap((path) => trackers.map(({ kind }) => path.replaceAll('<tracker>', kind))))];
}

/** A page without what it shows of other people's files: pictures have no language. */
function withoutExamples(page: string): string {
  return page.replace(/^```\w.*\n[^]*?^```/gm, '');
}

/** Modules may be named without their ending. */
function isThere(path: string): boolean {
  return ['', '.ts', '.js'].some((ending) => existsSync(root + path + ending));
}

test.each(files.filter((file) => file.endsWith('.md')))('%s names no file that is not there', (page) => {
  expect(pathsIn(withoutExamples(read(page))).filter((path) => !isThere(path))).toEqual([]);
});

test.each(files.filter((file) => file.endsWith('.md')))('%s links to no page that is not there', (page) => {
  const linked = [...read(page).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, file = '']) => file);
  expect(linked.filter((file) => !existsSync(root + normalize(join(dirname(page), file))))).toEqual([]);
});

test('comments name no page and no file that is not there', () => {
  const lost = files
    .filter((file) => /^(src|adapters|bench|tools|test)\/.*\.(ts|js|py)$/.test(file))
    .flatMap((file) => {
      const comments = read(file)
        .split('\n')
        .filter((line) => /^\s*(\/\/|\/?\*)/.test(line));
      const named = pathsIn(comments.join('\n')).filter((path) => /\.\w+$/.test(path) && !isThere(path));
      return named.map((path) => `${file}: ${path}`);
    });
  expect(lost).toEqual([]);
});

test('the map of the house has every room', () => {
  const rooms = files.flatMap((file) => /^(?:src\/[^/]+\/|(?!src|adapters|\.)[^/]+\/)/.exec(file)?.[0] ?? []);
  const map = read('CONTRIBUTING.md');
  expect([...new Set(rooms)].filter((room) => !map.includes(`| \`${room}\``))).toEqual([]);
});
