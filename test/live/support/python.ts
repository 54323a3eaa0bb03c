import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { takeLock } from './lock.ts';

/** Python 3.10 or newer with venv, which real trackers need; undefined where this machine has none. */
export function findPython(): string | undefined {
  return ['python3', 'python'].find((command) => {
    const check = 'import sys, venv, ensurepip; sys.exit(0 if sys.version_info >= (3, 10) else 1)';
    return spawnSync(command, ['-c', check], { stdio: 'ignore' }).status === 0;
  });
}

/** Where environments are kept between runs, outside the checkout. */
function cacheFolder(): string {
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'rungraph-live');
}

/**
 * An environment with the packages of a requirements file, made once and kept under a name that holds the file's
 * fingerprint. Answers its folder. Throws where pip fails.
 */
export function prepareEnvironment(python: string, name: string, requirements: URL): string {
  const key = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
  const folder = join(cacheFolder(), `${name}-${key}`);
  const marker = join(folder, '.ready');
  mkdirSync(cacheFolder(), { recursive: true });
  const release = takeLock(`${folder}.lock`, () => existsSync(marker));
  try {
    if (!existsSync(marker)) make(python, name, folder, requirements, marker);
  } finally {
    release();
  }
  return folder;
}

function make(python: string, name: string, folder: string, requirements: URL, marker: string): void {
  process.stderr.write(`Preparing ${name} in ${folder}; this takes a minute and about 1 GB, once.\n`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  run(python, ['-m', 'venv', folder]);
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--progress-bar', 'off'];
  run(join(folder, 'bin', 'python'), [...pip, '--requirement', requirements.pathname]);
  writeFileSync(marker, '');
}

function run(command: string, args: readonly string[]): void {
  const { status, error } = spawnSync(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  if (status !== 0)
    throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? `exit ${String(status)}`}`);
}
