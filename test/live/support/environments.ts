import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { takeLock } from './lock.ts';

/** Where environments are kept between runs, outside the checkout. */
function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'rungraph-live');
}

/**
 * A folder that is made once and kept under a name that holds the fingerprint of what it is made from. Answers the folder.
 * Throws where it cannot be made.
 */
export function keepEnvironment(name: string, madeFrom: string | Buffer, make: (folder: string) => void): string {
  const key = createHash('sha256').update(madeFrom).digest('hex').slice(0, 12);
  const folder = join(cacheFolder(), `${name}-${key}`);
  const marker = join(folder, '.ready');
  mkdirSync(cacheFolder(), { recursive: true });
  const release = takeLock(`${folder}.lock`, () => existsSync(marker));
  try {
    if (!existsSync(marker)) {
      process.stderr.write(`Preparing ${name} in ${folder}; this takes a minute and about 1 GB, once.\n`);
      rmSync(folder, { recursive: true, force: true });
      mkdirSync(folder, { recursive: true });
      make(folder);
      writeFileSync(marker, '');
    }
  } finally {
    release();
  }
  return folder;
}

/** Runs a command to its end. Throws where it fails. */
export function runToEnd(command: string, args: readonly string[], cwd?: string): void {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'], cwd });
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? `exit ${String(status)}`}`);
}
