import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** A fenced block of a page. */
export interface Block {
  /** What stands behind the fence, such as `yaml case`. */
  readonly info: string;
  readonly text: string;
  /** The heading above it. */
  readonly heading: string;
  /** The line that it begins at, from 1 on. */
  readonly line: number;
}

export function readPage(page: string): string {
  return readFileSync(root + page, 'utf8');
}

/** The fenced blocks of a page, in order. */
export function blocksOf(text: string): readonly Block[] {
  const blocks: Block[] = [];
  let heading = '';
  let open: { readonly info: string; readonly line: number; readonly lines: string[] } | undefined;
  text.split('\n').forEach((content, index) => {
    const fence = /^```(.*)$/.exec(content);
    if (open === undefined && fence !== null) open = { info: fence[1] ?? '', line: index + 1, lines: [] };
    else if (open !== undefined && content === '```') {
      blocks.push({ info: open.info, text: `${open.lines.join('\n')}\n`, heading, line: open.line });
      open = undefined;
    } else if (open !== undefined) open.lines.push(content);
    else heading = /^#+ (.*)$/.exec(content)?.[1] ?? heading;
  });
  if (open !== undefined) throw new Error(`the block of line ${open.line} does not end`);
  return blocks;
}

export interface Table {
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The first table under a heading. */
export function tableAt(text: string, heading: string): Table {
  const section = text.split(/^#+ /m).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  const [heads = [], , ...rows] = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  if (rows.length === 0) throw new Error(`there is no table under "${heading}"`);
  return { heads, rows };
}
