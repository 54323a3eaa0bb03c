import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { blocksOf, readPage } from '../../docs/page.ts';

const address = 'http://127.0.0.1:4000';

/** What docs/exports.md shows in one language, for the server at `url`. */
export function pageLines(info: string, url: string, heading = 'One-liners'): string {
  const block = blocksOf(readPage('docs/exports.md')).find((one) => one.info === info && one.heading === heading);
  if (block?.text.includes(address) !== true) throw new Error(`the page has no lines of ${info}`);
  return block.text.replaceAll(address, url);
}

/** What a command prints, as lines. A gateway that lives in this process goes on meanwhile. */
export async function printed(command: string, args: readonly string[], more = {}): Promise<readonly string[]> {
  const env = { ...process.env, LC_ALL: 'C.UTF-8', TZ: 'UTC', ...more };
  const { stdout } = await promisify(execFile)(command, args, { env });
  return stdout.trim().split('\n');
}
