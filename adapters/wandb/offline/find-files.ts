import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { RungraphError } from '../../../src/contract/error.ts';
import { codeOf } from '../../../src/disk/code-of.ts';

/** A file of one run, as it is now. */
export interface RunFile {
  readonly path: string;
  readonly size: number;
  /** Epoch milliseconds. */
  readonly changedAt: number;
}

/** `wandb/offline-run-…/run-….wandb` lies two below the folder that a script ran in. */
const deepest = 3;

/** The files of all runs in a folder and below. Links are not followed: the SDK links the latest run. */
export async function findFiles(folder: string): Promise<readonly RunFile[]> {
  const paths = await pathsIn(folder, deepest);
  const found = await Promise.all(
    paths.map(async (path): Promise<RunFile | undefined> => {
      const about = await stat(path).catch(() => undefined);
      return about === undefined ? undefined : { path, size: about.size, changedAt: about.mtimeMs };
    }),
  );
  return found.filter((file) => file !== undefined).sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function pathsIn(folder: string, levels: number): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((cause: unknown) => {
    if (levels < deepest) return [];
    throw new RungraphError('UNAVAILABLE', whyNot(folder, codeOf(cause)), { cause });
  });
  const nested = await Promise.all(
    entries.map(async (entry): Promise<readonly string[]> => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return levels > 0 ? await pathsIn(path, levels - 1) : [];
      return entry.isFile() && entry.name.endsWith('.wandb') ? [path] : [];
    }),
  );
  return nested.flat();
}

function whyNot(folder: string, code: string): string {
  if (code === 'ENOENT') return `There is no folder ${folder}.`;
  if (code === 'ENOTDIR') return `${folder} is no folder: path names the one that offline runs are recorded in.`;
  return `The folder ${folder} cannot be read (${code}).`;
}
