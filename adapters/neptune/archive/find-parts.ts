import type { Dirent } from 'node:fs';
import { readdir, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { RungraphError } from '../../../src/contract/error.ts';
import { codeOf } from '../../../src/disk/code-of.ts';

/** A file of an export that was found. */
export interface FoundPart {
  /** Absolute path, links resolved. */
  readonly file: string;
  /** Changes whenever the file does. */
  readonly stamp: string;
}

export interface FoundParts {
  readonly parts: readonly FoundPart[];
  /** Files that a killed export left behind, relative to their root. */
  readonly leftovers: readonly string[];
  /** Links that lead out of their root, and entries that cannot be read, each with the reason. */
  readonly refused: readonly Refused[];
}

export interface Refused {
  readonly path: string;
  readonly why: string;
  /** It should have been read; what leads out of the folder should not. */
  readonly lost: boolean;
}

/** Files that are looked at at the same time. */
const statsAtOnce = 64;

/** Every parquet file below some folders. Hidden folders are not looked into. @throws NOT_FOUND for a missing folder. */
export async function findParts(roots: readonly string[], signal: AbortSignal): Promise<FoundParts> {
  const parts = new Map<string, FoundPart>();
  const leftovers: string[] = [];
  const refused: Refused[] = [];

  async function walk(root: string, folder: string): Promise<void> {
    signal.throwIfAborted();
    const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
      refused.push({ path: shown(root, folder), why: `it cannot be read (${codeOf(error)})`, lost: true });
      return [];
    });
    for (let start = 0; start < entries.length; start += statsAtOnce) {
      await Promise.all(entries.slice(start, start + statsAtOnce).map((entry) => visit(root, folder, entry)));
    }
  }

  async function visit(root: string, folder: string, entry: Dirent): Promise<void> {
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink()) await follow(root, path);
    else if (entry.isDirectory() && !entry.name.startsWith('.')) await walk(root, path);
    else if (entry.isFile()) await take(root, path, path);
  }

  /** A link counts as what it leads to, which the walk finds by itself where it lies in the root. */
  async function follow(root: string, path: string): Promise<void> {
    const target = await realpath(path).catch(() => undefined);
    if (target === undefined) refused.push({ path: shown(root, path), why: 'the link leads nowhere', lost: true });
    else if (!isWithin(root, target))
      refused.push({ path: shown(root, path), why: 'the link leads out of the folder', lost: false });
  }

  async function take(root: string, path: string, file: string): Promise<void> {
    if (path.endsWith('.parquet.tmp')) leftovers.push(shown(root, path));
    if (!path.endsWith('.parquet')) return;
    try {
      parts.set(file, await foundPart(file));
    } catch (error) {
      refused.push({ path: shown(root, path), why: `it cannot be read (${codeOf(error)})`, lost: true });
    }
  }

  for (const root of roots) {
    const real = await rootOf(root);
    const about = await stat(real);
    if (about.isDirectory()) await walk(real, real);
    else await take(real, real, real);
  }
  return { parts: [...parts.values()].sort((a, b) => (a.file < b.file ? -1 : 1)), leftovers, refused };
}

/** A file by its absolute path. */
export async function foundPart(file: string): Promise<FoundPart> {
  const { size, mtimeMs, ctimeMs } = await stat(file);
  return { file, stamp: `${size} ${mtimeMs} ${ctimeMs}` };
}

async function rootOf(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') throw new RungraphError('NOT_FOUND', `There is no file or folder ${path}.`);
    throw new RungraphError('FORBIDDEN', `${path} cannot be read (${code}).`, { cause: error });
  }
}

/** Whether a path lies in a folder or is it; both absolute, links resolved. */
export function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !way.startsWith(sep) && !/^[A-Za-z]:/.test(way));
}

function shown(root: string, path: string): string {
  return relative(root, path) || path;
}
