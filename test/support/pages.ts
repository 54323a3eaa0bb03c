import { execSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { blocksOf, readPage, type Block } from '../docs/page.ts';

/** A fenced block, and the page that it is on. */
export interface PageBlock extends Block {
  readonly page: string;
  /** The page and the line, for the name of a test. */
  readonly place: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Every page of the project, from its root. */
export const pages: readonly string[] = execSync("git ls-files --cached --others --exclude-standard '*.md'", {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((page) => page !== '' && existsSync(root + page))
  .sort();

export const pageBlocks: readonly PageBlock[] = pages.flatMap((page) =>
  blocksOf(readPage(page)).map((block) => ({ ...block, page, place: `${page}, line ${block.line}` })),
);
